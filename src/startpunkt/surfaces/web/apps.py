from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "startpunkt.surfaces.web"
    label = "web"
    verbose_name = "Web"
