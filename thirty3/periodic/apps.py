"""The app of periodic work."""

from django.apps import AppConfig


class PeriodicConfig(AppConfig):
    name = "thirty3.periodic"
    label = "periodic"
    verbose_name = "Periodic work"

    def ready(self) -> None:
        from thirty3.periodic import tidying
        from thirty3.registry import JOBS, PeriodicJob

        JOBS.register(PeriodicJob("tasks of a killed worker", tidying.reap, every=tidying.HOUR, order=-10))
        JOBS.register(PeriodicJob("sessions that ran out", tidying.clear_sessions))
        JOBS.register(PeriodicJob("tasks that are finished", tidying.clear_tasks))
