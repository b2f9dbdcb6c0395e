from django.apps import AppConfig


class StoreConfig(AppConfig):
    name = "startpunkt.foundation.store"
    label = "store"
    verbose_name = "Store"
