"""The text indexes of contracts and systems in use."""

from django.db import migrations

from thirty3.search.operations import CreateTextIndex


class Migration(migrations.Migration):
    dependencies = [("contracts", "0001_initial")]

    operations = [CreateTextIndex("contract"), CreateTextIndex("system")]
