"""What a plan is made of, and the register of its changes."""

from django.urls import path

from actionplan.views import (
    register,
    structure,
    structure_actions,
    structure_exempt,
    structure_parts,
    structure_steps,
)

app_name = "structure"

ACTION = "actions/<slug:reference>/"

urlpatterns = [
    path("", structure.part_list, name="part_list"),
    path("register/", register.register, name="register"),
    path("themes/add/", structure_parts.theme_add, name="theme_add"),
    path("themes/<int:theme>/", structure_parts.theme_edit, name="theme_edit"),
    path("themes/<int:theme>/order/", structure.theme_order, name="theme_order"),
    path("themes/<int:theme>/remove/", structure_parts.theme_remove, name="theme_remove"),
    path("recommendations/add/", structure_parts.recommendation_add, name="recommendation_add"),
    path(
        "recommendations/<int:recommendation>/",
        structure_parts.recommendation_edit,
        name="recommendation_edit",
    ),
    path(
        "recommendations/<int:recommendation>/order/",
        structure.recommendation_order,
        name="recommendation_order",
    ),
    path(
        "recommendations/<int:recommendation>/remove/",
        structure_parts.recommendation_remove,
        name="recommendation_remove",
    ),
    path("actions/add/", structure_actions.action_add, name="action_add"),
    path(ACTION, structure.action_parts, name="action_parts"),
    path(f"{ACTION}edit/", structure_actions.action_edit, name="action_edit"),
    path(f"{ACTION}order/", structure.action_order, name="action_order"),
    path(f"{ACTION}move/", structure_steps.action_move, name="action_move"),
    path(f"{ACTION}split/", structure_steps.action_split, name="action_split"),
    path(f"{ACTION}merge/", structure_steps.action_merge, name="action_merge"),
    path(f"{ACTION}drop/", structure_steps.action_drop, name="action_drop"),
    path(f"{ACTION}restore/", structure_steps.action_restore, name="action_restore"),
    path(f"{ACTION}exempt/", structure_exempt.action_exempt, name="action_exempt"),
    path(f"{ACTION}counts/", structure_steps.action_counts, name="action_counts"),
]
