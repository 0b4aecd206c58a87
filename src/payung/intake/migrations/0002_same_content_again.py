"""May the same content be loaded again after another run replaced it? Yes: only twice in a row changes nothing."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="run",
            name="run_is_loaded_once",
        ),
    ]
