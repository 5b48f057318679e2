"""Water, in litres."""


def litres(rain_mm: float, area_m2: float) -> float:
    """Return the litres that so much rain brings to an area: 1 mm on 1 m² is 1 litre."""
    return rain_mm * area_m2
