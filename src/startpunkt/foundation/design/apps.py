from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "startpunkt.foundation.design"
    label = "design"
    verbose_name = "Design"
