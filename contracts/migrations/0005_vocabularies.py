from django.db import migrations

from thirty3.search.operations import CreateVocabulary


class Migration(migrations.Migration):
    dependencies = [
        ("contracts", "0004_answers_and_rights"),
    ]

    operations = [CreateVocabulary("contract"), CreateVocabulary("system")]
