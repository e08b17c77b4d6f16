"""Forms typed by somebody whose session had ended."""

from django.db import models

from council.models.people import Person


class KeptForm(models.Model):
    """The fields of one form, kept for one person until they are saved."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="kept_forms")
    path = models.CharField(max_length=500)
    fields = models.TextField()
    kept_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.path} for {self.person}"
