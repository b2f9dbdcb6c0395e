from django.apps import AppConfig


class RadarConfig(AppConfig):
    name = "startpunkt.capabilities.radar"
    label = "radar"
    verbose_name = "Radar"
