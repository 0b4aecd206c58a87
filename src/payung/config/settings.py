"""Settings of the Django application; what differs between machines comes from ``environment``."""

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from payung.config import logs
from payung.config.environment import read_environment

ENVIRONMENT = read_environment()
DATA = ENVIRONMENT.data
DEMO = ENVIRONMENT.is_demo
DEBUG = ENVIRONMENT.is_debug
SECRET_KEY = ENVIRONMENT.secret("PAYUNG_SECRET_KEY", "kunci-aplikasi")
FIELD_KEYS = ENVIRONMENT.secret("PAYUNG_FIELD_KEY", "kunci-data")  # read by payung.sealing.read_ring
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = [*ENVIRONMENT.hosts, *LOOPBACK]  # the machine itself asks how the service is
IS_PUBLIC = bool(ENVIRONMENT.hosts)
METRICS_TOKEN = ENVIRONMENT.metrics_token
KEPT_DAYS = ENVIRONMENT.kept_days
QUIET_HOURS = ENVIRONMENT.quiet_hours
API_MOST_A_MINUTE = ENVIRONMENT.calls_a_minute()
SIGNING_CERTIFICATES = ENVIRONMENT.told("PAYUNG_SIGN_CERTIFICATES")  # a folder: <code of an office>.p12
SIGNING_SERVICE = ENVIRONMENT.signing_service()
SIGNING_ACCOUNT = ENVIRONMENT.told("PAYUNG_SIGN_ACCOUNT")  # name:password of this application at the service
SIGNING_ROOTS = [path for path in ENVIRONMENT.told("PAYUNG_SIGN_ROOTS").split(",") if path]
SITE = f"https://{ENVIRONMENT.hosts[0]}" if IS_PUBLIC else "http://127.0.0.1:8000"  # in what the clock writes
LOGGING = logs.LOGGING

INSTALLED_APPS = [
    "payung.audit",
    "payung.accounts",
    "payung.regulations",
    "payung.intake",
    "payung.registry",
    "payung.projects",
    "payung.coverage",
    "payung.matching",
    "payung.compliance",
    "payung.outreach",
    "payung.briefings",
    "payung.portal",
    "payung.jobs",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "payung.portal.watching.watched",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "payung.portal.language.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "payung.portal.middleware.TextsWithoutNul",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "payung.portal.middleware.AddressOfRequest",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "payung.portal.middleware.SecondStep",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "payung.config.urls"
WSGI_APPLICATION = "payung.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "payung.portal.context.portal",
            ],
        },
    }
]

DATABASES = {"default": ENVIRONMENT.database()}
# shared by the processes of the server: limits of tries, and codes that were used, must be seen by all of them
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": str(DATA / "tembolok")}
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

CHECK_ENGINE = ENVIRONMENT.check_engine
CHECK_MEMORY = ENVIRONMENT.check_memory

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "payung.portal.account.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation reached the address, which proves it
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Payung: "
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if IS_PUBLIC else "http"
# axes locks one person at one address; this slows who guesses one person from many addresses, or many from one office
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "60/m/ip,30/h/key"}
MFA_ADAPTER = "payung.portal.account.adapters.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Payung"
MFA_TOTP_TOLERANCE = 1  # a telephone whose clock is half a minute off
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_PUBLIC
USERSESSIONS_TRACK_ACTIVITY = False  # one write a page would be the price

AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # a whole office behind one address is never locked out
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # a quarter of an hour is a quarter of an hour
AXES_USERNAME_CALLABLE = "payung.portal.account.lockout.told_address"
AXES_LOCKOUT_CALLABLE = "payung.portal.account.lockout.refusal"
AXES_CLIENT_IP_CALLABLE = "payung.portal.account.connection.network_address"
AXES_ENABLE_ADMIN = False
AXES_DISABLE_ACCESS_LOG = True  # the sessions are listed by allauth, what was done by the trail

EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if ENVIRONMENT.told('EMAIL_HOST') else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = DATA / "surel"  # without a server a letter lies here instead of leaving
EMAIL_HOST = ENVIRONMENT.told("EMAIL_HOST")
EMAIL_PORT = int(ENVIRONMENT.told("EMAIL_PORT") or 587)
EMAIL_HOST_USER = ENVIRONMENT.told("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = ENVIRONMENT.told("EMAIL_HOST_PASSWORD")
EMAIL_USE_SSL = EMAIL_PORT == 465
EMAIL_USE_TLS = not EMAIL_USE_SSL and ENVIRONMENT.told("EMAIL_TLS") != "off"  # off: a relay on this machine
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = ENVIRONMENT.told("EMAIL_FROM") or "Payung <payung@localhost>"

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Bahasa Indonesia")), ("en", _("Inggris"))]
LOCALE_PATHS = [Path(__file__).parents[1] / "portal" / "locale"]
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = Path(__file__).parents[1] / "portal" / "built"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if not DEBUG
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_PUBLIC
SECURE_SSL_REDIRECT = IS_PUBLIC
SECURE_REDIRECT_EXEMPT = [r"^sehat/", r"^metrik$"]  # asked from the machine itself, before TLS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IS_PUBLIC else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_PUBLIC
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_PUBLIC else None
DATA_UPLOAD_MAX_NUMBER_FILES = 200
