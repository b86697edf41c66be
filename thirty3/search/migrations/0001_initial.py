from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="FacetBits",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.TextField()),
                ("audience", models.TextField()),
                ("facet", models.TextField()),
                ("value", models.TextField()),
                ("bits", models.BinaryField()),
                ("stamp", models.BigIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "audience", "stamp"], name="facet_since_stamp")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "audience", "facet", "value"), name="facet_value_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Stamp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.TextField()),
                ("audience", models.TextField()),
                ("stamp", models.BigIntegerField(default=0)),
                ("recent", models.JSONField(default=list)),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "audience"), name="stamp_of_kind_and_audience")
                ],
            },
        ),
    ]
