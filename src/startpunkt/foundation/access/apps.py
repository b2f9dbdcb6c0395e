from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "startpunkt.foundation.access"
    label = "access"
    verbose_name = "Access"
