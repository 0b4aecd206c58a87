"""The addresses of the pages about people."""

from django.urls import path

from payung.portal.account import entrance, firms, people, tokens, trail

urlpatterns = [
    path("kota/orang/", people.people, name="people"),
    path("kota/orang/undang/", people.invite, name="invite"),
    path("kota/orang/undangan/<int:pk>/tarik/", people.withdraw, name="withdraw_invitation"),
    path("kota/orang/kantor/", people.offices, name="offices"),
    path("kota/orang/token/", tokens.tokens, name="tokens"),
    path("kota/orang/token/<int:pk>/cabut/", tokens.revoke, name="token_revoke"),
    path("kota/orang/peran/", people.roles, name="roles"),
    path("kota/orang/badan-usaha/", firms.firms, name="firms"),
    path("kota/orang/badan-usaha/<int:pk>/", firms.firm, name="firm"),
    path("kota/orang/badan-usaha/<int:pk>/buka/", firms.open_firm, name="firm_open"),
    path("kota/orang/badan-usaha/<int:pk>/ikut/", firms.join, name="firm_join"),
    path("kota/orang/badan-usaha/<int:pk>/lepas/", firms.release, name="firm_release"),
    path("kota/orang/<int:pk>/", people.person, name="person"),
    path("kota/orang/<int:pk>/peran/", people.change_role, name="change_role"),
    path("kota/orang/<int:pk>/nonaktifkan/", people.deactivate, name="deactivate"),
    path("kota/orang/<int:pk>/aktifkan/", people.reactivate, name="reactivate"),
    path("kota/orang/<int:pk>/keluarkan/", people.sign_out, name="sign_out_everywhere"),
    path("kota/jejak/", trail.trail, name="audit_trail"),
    path("undangan/<str:token>/", entrance.accept, name="accept_invitation"),
]
