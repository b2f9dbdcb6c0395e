from django.apps import AppConfig


class ActorsConfig(AppConfig):
    name = "startpunkt.foundation.actors"
    label = "actors"
    verbose_name = "Actors"
