"""Reports to committees, and the forms they are written in."""

from django.urls import path

from actionplan.views import (
    report_basis,
    report_files,
    report_stages,
    report_templates,
    report_writing,
    reports,
)

app_name = "reports"

urlpatterns = [
    path("", reports.report_list, name="report_list"),
    path("for/<int:meeting>/", reports.report_add, name="report_add"),
    path("forms/", report_templates.template_list, name="template_list"),
    path("forms/add/", report_templates.template_add, name="template_add"),
    path("forms/<int:template>/file/", report_templates.template_file, name="template_file"),
    path(
        "forms/<int:template>/preview/",
        report_templates.template_preview,
        name="template_preview",
    ),
    path("forms/sample/<slug:base>/", report_templates.template_sample, name="template_sample"),
    path("<int:report>/", reports.report_detail, name="report_detail"),
    path("<int:report>/word/", report_files.report_word, name="report_word"),
    path(
        "<int:report>/appendix/<int:number>/<slug:kind>/",
        report_files.report_appendix,
        name="report_appendix",
    ),
    path("<int:report>/files/", report_files.report_files_again, name="report_files_again"),
    path("<int:report>/basis/", report_basis.report_basis, name="report_basis"),
    path("<int:report>/cover/", report_writing.report_cover, name="report_cover"),
    path(
        "<int:report>/text/<slug:kind>/<slug:code>/",
        report_writing.report_text,
        name="report_text",
    ),
    path("<int:report>/sign-off/<slug:code>/", report_writing.report_sign, name="report_sign"),
    path("<int:report>/stage/", report_stages.report_stage, name="report_stage"),
    path("<int:report>/resolution/", report_stages.report_resolution, name="report_resolution"),
]
