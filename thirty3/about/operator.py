"""Who answers for this service, as its settings say."""

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True)
class Operator:
    """Whoever runs this copy of Thirty3: the controller in the words of data protection law."""

    name: str
    address: str
    public_body: bool
    # How to reach its data protection officer, where it has one.
    officer: str
    # Where the data is kept, and for how long the logs of the machines are.
    kept_in: str
    logs_kept_for: str

    def __str__(self) -> str:
        return self.name or "the operator of this service"


def operator() -> Operator:
    """The operator, without a name where the settings give none, as in a demonstration."""
    return Operator(
        name=settings.OPERATOR_NAME,
        address=settings.OPERATOR_ADDRESS,
        public_body=bool(settings.OPERATOR_IS_PUBLIC_BODY),
        officer=settings.DATA_PROTECTION_OFFICER,
        kept_in=settings.DATA_KEPT_IN,
        logs_kept_for=settings.LOGS_KEPT_FOR,
    )
