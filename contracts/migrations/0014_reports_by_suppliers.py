from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contracts", "0013_opinions_of_authorities"),
    ]

    operations = [
        migrations.AddField(
            model_name="dataissue",
            name="by_supplier",
            field=models.BooleanField(
                db_default=False,
                default=False,
                editable=False,
                verbose_name="reported by the supplier itself",
            ),
        ),
    ]
