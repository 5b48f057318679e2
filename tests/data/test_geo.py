"""Maps and distances."""

import json
import re
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonkit import course
from lessonkit.data.maps import distance_km, shapes
from nato_course import load, makers, projection
from nato_course.makers import MakerError, geometry, maps

NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
LAT, LON = st.floats(-90, 90), st.floats(-180, 180)


@pytest.fixture(scope="module")
def topology():
    return maps.stored("countries.topo")


@pytest.fixture(params=["europe", "world"])
def view(request):
    return shapes(request.param)


def countries_at(topology, lon, lat):
    """Return the countries whose shape holds a place (ray to the east, even-odd)."""
    arcs = geometry.decode(topology)
    found = []
    for country in topology["objects"]["countries"]["geometries"]:
        crossings = 0
        for polygon in country["arcs"]:
            for numbers in polygon:
                (x, y), (x2, y2) = (
                    geometry.outline(numbers, arcs).T,
                    np.roll(geometry.outline(numbers, arcs), -1, axis=0).T,
                )
                over = (y <= lat) != (y2 <= lat)
                crossings += (x[over] + (lat - y[over]) / (y2[over] - y[over]) * (x2[over] - x[over]) > lon).sum()
        if crossings % 2:
            found.append(country["id"])
    return found


@pytest.mark.parametrize(
    ("place", "lon", "lat", "country"),
    [
        ("Crimea", 34.1, 45.0, "UKR"),
        ("Donetsk", 37.8, 48.0, "UKR"),
        ("Kaliningrad", 20.9, 54.7, "RUS"),
        ("Northern Cyprus", 33.4, 35.26, "CYP"),
        ("Somaliland", 44.1, 9.6, "SOM"),
        ("Cayenne", -52.7, 4.3, "FRA"),
        ("Svalbard", 17.0, 78.3, "NOR"),
        ("Ankara", 32.9, 39.9, "TUR"),
        ("Luxembourg", 6.13, 49.7, "LUX"),
    ],
)
def test_a_place_lies_in_one_country(topology, place, lon, lat, country):
    assert countries_at(topology, lon, lat) == [country], place


def test_capitals_lie_in_their_countries(topology):
    """Four lie on harbours that a coast at this scale leaves out (three of them in the source as well)."""
    capitals = load("capitals")
    today = capitals[capitals["end"].isna()]
    wrong = {row.iso3 for row in today.itertuples() if countries_at(topology, row.lon, row.lat) != [row.iso3]}
    assert wrong <= {"DNK", "ISL", "PRT", "SWE"}


def test_shared_borders_are_one_line(topology):
    users = {}
    for country in topology["objects"]["countries"]["geometries"]:
        for numbers in (numbers for polygon in country["arcs"] for numbers in polygon):
            for number in numbers:
                users.setdefault(max(number, ~number), []).append(country["id"])
    assert set(map(len, users.values())) <= {1, 2}
    pairs = {frozenset(who) for who in users.values() if len(who) == 2}
    assert {frozenset(pair) for pair in (("FIN", "RUS"), ("POL", "DEU"), ("TUR", "GRC"), ("UKR", "RUS"))} <= pairs


def test_rings_are_closed(topology):
    arcs = geometry.decode(topology)
    for country in topology["objects"]["countries"]["geometries"]:
        for numbers in (numbers for polygon in country["arcs"] for numbers in polygon):
            ends = [(arcs[n][0], arcs[n][-1]) if n >= 0 else (arcs[~n][-1], arcs[~n][0]) for n in numbers]
            for (_, end), (start, _) in zip(ends, ends[1:] + ends[:1], strict=True):
                assert (end == start).all(), country["id"]


@pytest.mark.parametrize(
    ("place", "lon", "lat", "east"),
    [
        ("Leipzig", 12.37, 51.34, True),
        ("Magdeburg", 11.63, 52.13, True),
        ("Erfurt", 11.03, 50.98, True),
        ("Eisenach", 10.32, 50.98, True),
        ("Schwerin", 11.42, 53.63, True),
        ("Boizenburg", 10.72, 53.42, True),
        ("Rügen", 13.45, 54.45, True),
        ("Lübeck", 10.69, 53.87, False),
        ("Wolfsburg", 10.79, 52.42, False),
        ("Göttingen", 9.93, 51.53, False),
        ("Fulda", 9.68, 50.55, False),
        ("Coburg", 10.96, 50.26, False),
        ("Hof", 11.92, 50.31, False),
        ("Fehmarn", 11.15, 54.46, False),
    ],
)
def test_a_town_lies_on_its_side_of_the_inner_german_border(place, lon, lat, east):
    view = shapes("europe")
    x, y = projection.place("europe", lat, lon)
    assert inside(view["former"]["shapes"]["DDR"], x, y) == east, place


def test_east_germany_has_its_area_and_a_union_that_of_its_parts():
    """East Germany measured about 108,000 square km of the 357,000 of today's Germany."""
    view = shapes("europe")
    share = area(view["former"]["shapes"]["DDR"]) / area(view["shapes"]["DEU"])
    assert share == pytest.approx(108 / 357, rel=0.02)
    for union, parts in (("CSK", ["CZE", "SVK"]), ("YUG", ["BIH", "HRV", "MKD", "MNE", "SRB", "SVN", "XKX"])):
        whole = sum(area(view["shapes"][part]) for part in parts)
        assert area(view["former"]["shapes"][union]) == pytest.approx(whole, rel=0.01), union


def test_names_of_former_states_stand_inside_them(view):
    for code, path in view["former"]["shapes"].items():
        assert inside(path, *view["former"]["points"][code]), code


def test_the_drawn_border_is_about_as_long_as_it_is(view):
    """A line drawn small has fewer bends, so it is shorter, and never much longer."""
    scale = {900: 1000, 960: 177}[view["width"]]
    borders = load("borders")
    for row in borders.itertuples():
        drawn = length(view["lines"][f"{row.iso3}-{row.neighbour}"]) / scale * 6371
        assert 0.45 * row.length_km < drawn < 1.3 * row.length_km, row.iso3


def length(path):
    total = 0
    for part in path.split("M")[1:]:
        points = np.array([[float(n) for n in pair.split(",")] for pair in part.split("L")])
        total += np.hypot(*np.diff(points, axis=0).T).sum()
    return total


def test_the_files_are_small_and_their_licence_beside_them():
    here = course.current()
    assert maps.path("countries.topo").stat().st_size <= 450_000
    assert sum(file.stat().st_size for file in here.tables.glob("map-*.json")) <= 450_000
    licence = (here.content / "maps" / "LICENSE.txt").read_text(encoding="utf-8")
    assert "BSD 3-Clause" in licence
    assert (here.tables / "maps.LICENSE.txt").read_text(encoding="utf-8") == licence


def test_the_maps_are_what_the_maker_draws():
    made = maps.maps()
    assert set(made) == {"map-europe", "map-world"} == {path.stem for path in course.current().tables.glob("map-*")}
    for name, drawn in made.items():
        assert maps.stored(name) == drawn, name


def test_making_the_maps_from_an_atlas_makes_the_topology_too(own_data, atlas):
    made = makers.PRODUCERS["maps"](atlas)
    assert set(made) == {"countries.topo", "map-europe", "map-world"}
    for name, drawn in made.items():
        assert makers.changes(name, drawn) == "another drawing"
        makers.write(name, drawn)
        assert makers.changes(name, drawn) == "nothing changes"
    assert set(shapes("world")["shapes"]) == {"AAA", "BBB"}  # the isle is smaller than a pixel


def test_every_member_has_a_shape_a_name_and_a_point(view):
    members = set(load("members")["iso3"])
    for part in ("shapes", "names", "points"):
        assert members <= set(view[part]), part
    names = dict(zip(load("members")["iso3"], load("members")["name"], strict=True))
    assert {code: view["names"][code] for code in members} == names


def test_points_lie_in_the_picture_and_in_their_shape(view):
    for code in load("members")["iso3"]:
        x, y = view["points"][code]
        assert 0 <= x <= view["width"], code
        assert 0 <= y <= view["height"], code
        assert inside(view["shapes"][code], x, y), code


def inside(path, x, y):
    crossings = 0
    for part in path.rstrip("Z").split("Z"):
        points = np.array([[float(n) for n in pair.split(",")] for pair in part[1:].split("L")])
        (x1, y1), (x2, y2) = points.T, np.roll(points, -1, axis=0).T
        over = (y1 <= y) != (y2 <= y)
        crossings += (x1[over] + (y - y1[over]) / (y2[over] - y1[over]) * (x2[over] - x1[over]) > x).sum()
    return crossings % 2 == 1


def test_paths_are_finite_and_stay_near_the_picture(view):
    for code, path in view["shapes"].items():
        assert re.fullmatch(r"(M[-\d.,L]+Z)+", path), code
        numbers = [float(number) for number in NUMBER.findall(path)]
        assert np.isfinite(numbers).all()
        x, y = numbers[::2], numbers[1::2]
        assert min(x) >= -20, code
        assert max(x) <= view["width"] + 20, code
        assert min(y) >= -20, code
        assert max(y) <= view["height"] + 20, code


def test_no_side_goes_across_the_world():
    for code, path in shapes("world")["shapes"].items():
        for part in path.rstrip("Z").split("Z"):
            points = np.array([[float(n) for n in pair.split(",")] for pair in part[1:].split("L")])
            assert np.abs(points - np.roll(points, 1, axis=0)).max() < 100, code


def test_areas_on_the_map_are_as_on_the_earth():
    """Both projections keep areas, so ratios are those of the Factbook, within a tenth."""
    members = load("members").set_index("iso3")["area_km2"]
    for name in ("europe", "world"):
        paths = shapes(name)["shapes"]
        for one, other in (("POL", "DEU"), ("FIN", "TUR"), ("ROU", "BGR"), ("SWE", "ITA")):
            drawn = area(paths[one]) / area(paths[other])
            assert drawn == pytest.approx(members[one] / members[other], rel=0.1), (name, one, other)


def area(path):
    total = 0
    for part in path.rstrip("Z").split("Z"):
        points = np.array([[float(n) for n in pair.split(",")] for pair in part[1:].split("L")])
        total += maps.area(points)
    return total


def test_a_first_map_is_quick(own_data):
    start = time.process_time()
    first = shapes("world")  # of a folder that was not read before
    assert time.process_time() - start <= 0.1  # 5 ms, and much more for busy machines
    start = time.process_time()
    assert shapes("world") is first
    assert time.process_time() - start < 0.001


@pytest.mark.parametrize("name", ["europe", "world"])
def test_a_place_on_a_map_is_where_its_country_is(name):
    paths = shapes(name)["shapes"]
    for code, lat, lon in (("POL", 52.2, 21.0), ("TUR", 39.9, 32.9), ("FIN", 62.6, 26.0)):
        assert inside(paths[code], *projection.place(name, lat, lon)), code
    assert projection.place("europe", 38.9, -77.0) is None


@pytest.mark.parametrize("name", ["mars", "", None, 3])
def test_an_unknown_view_is_told(name):
    with pytest.raises(ValueError, match="the views are europe and world"):
        shapes(name)


def test_a_course_without_maps_is_told(own_data):
    for file in own_data.glob("map-*.json"):
        file.unlink()
    with pytest.raises(ValueError, match="the views are none"):
        shapes("europe")


@pytest.mark.parametrize(
    ("a", "b", "km"),
    [
        ((0, 0), (0, 90), 10007.6),
        ((90, 0), (-90, 0), 20015.1),
        ((52.5, 13.4), (52.5, 13.4), 0),
        ((0, 179.5), (0, -179.5), 111.2),
    ],
)
def test_distances(a, b, km):
    assert distance_km(*a, *b) == pytest.approx(km, abs=0.1)


@given(LAT, LON, LAT, LON)
def test_distance_is_symmetric_and_at_most_half_way_round(lat1, lon1, lat2, lon2):
    there = distance_km(lat1, lon1, lat2, lon2)
    assert 0 <= there <= 20015.2
    assert there == pytest.approx(distance_km(lat2, lon2, lat1, lon1), abs=1e-6)


def square(left, bottom, size):
    return [[left, bottom], [size, 0], [0, size], [-size, 0], [0, -size]]


@pytest.fixture
def atlas(tmp_path):
    """Two countries that share a side, an island too small to see, and a country of one small island."""
    side = [[10, 0], [0, 5], [0, 5]]
    west = [[10, 10], [-10, 0], [0, -10], [10, 0]]
    east = [[10, 0], [10, 0], [0, 10], [-10, 0]]
    source = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [side, west, east, square(40, 40, 0.05), square(50, -20, 0.1)],
        "objects": {
            "countries": {
                "geometries": [
                    {"type": "MultiPolygon", "properties": {"a3": "AAA", "name": "West"}, "arcs": [[[0, 1]], [[3]]]},
                    {"type": "Polygon", "properties": {"a3": "BBB", "name": "East"}, "arcs": [[~0, 2]]},
                    {"type": "Polygon", "properties": {"a3": "CCC", "name": "Isle"}, "arcs": [[4]]},
                    {"type": "Polygon", "properties": {"a3": "ATA", "name": "Antarctica"}, "arcs": [[3]]},
                ]
            }
        },
    }
    path = tmp_path / "atlas.json"
    path.write_text(json.dumps(source), encoding="utf-8")
    return path


def test_geometry_is_made_from_a_topology(atlas):
    made = geometry.topology(atlas)
    assert [country["id"] for country in made["objects"]["countries"]["geometries"]] == ["AAA", "BBB", "CCC"]
    assert len(made["objects"]["countries"]["geometries"][0]["arcs"]) == 1
    assert countries_at(made, 5, 5.2) == ["AAA"]
    assert countries_at(made, 15, 5.2) == ["BBB"]
    assert countries_at(made, 50.05, -19.96) == ["CCC"]


def test_a_file_that_is_no_atlas_is_refused(tmp_path):
    path = tmp_path / "atlas.json"
    for text in ("{}", "[", '{"objects": 3}'):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(MakerError, match=r"atlas\.json is not the atlas"):
            geometry.topology(path)


def test_a_line_keeps_its_ends_and_its_corners():
    line = np.array([[x, 40 + 0.0001 * (x % 2)] for x in np.linspace(0, 10, 101)] + [[10.0, 50.0]])
    simple = geometry._simplified(line)
    assert (simple[0] == line[0]).all()
    assert (simple[-1] == line[-1]).all()
    assert len(simple) < 20
    assert [10.0, 40.0] in simple.round(3).tolist()
