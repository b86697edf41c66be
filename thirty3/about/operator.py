"""Who answers for this service, as its settings say."""

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True)
class Operator:
    """Whoever runs this copy of Thirty3: the controller in the words of data protection law."""

    name: str
    address: str
    public_body: bool

    def __str__(self) -> str:
        return self.name or "the operator of this service"


def operator() -> Operator:
    """The operator, without a name where the settings give none, as in a demonstration."""
    return Operator(settings.OPERATOR_NAME, settings.OPERATOR_ADDRESS, settings.OPERATOR_IS_PUBLIC_BODY)
