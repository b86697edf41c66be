"""The toolkit in the staff site: each part has its own module."""

from django.contrib import admin

from toolkit.calls.admin import CallAdmin
from toolkit.guidance.admin import FeedbackAdmin, PageAdmin, ProblemAdmin, ResourceAdmin, StageAdmin
from toolkit.models import Call, Page, PageFeedback, Problem, Project, Resource, Stage
from toolkit.projects.admin import ProjectAdmin

admin.site.register(Stage, StageAdmin)
admin.site.register(Page, PageAdmin)
admin.site.register(Resource, ResourceAdmin)
admin.site.register(Problem, ProblemAdmin)
admin.site.register(PageFeedback, FeedbackAdmin)
admin.site.register(Project, ProjectAdmin)
admin.site.register(Call, CallAdmin)
