"""load(): types, copies, wrong names, damaged files, altered copies, speed."""

import time
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonkit import course
from lessonkit.data import tables as data
from nato_course import load

TABLES = list(data.load())
DTYPES = {
    "string": ("str", "category"),
    "integer": ("Int64",),
    "number": ("float64",),
    "boolean": ("boolean",),
    "date": ("datetime64[us]",),
}
ANYTHING = st.one_of(
    st.text(),
    st.integers(),
    st.floats(),
    st.binary(),
    st.booleans(),
    st.lists(st.integers()),
    st.dictionaries(st.text(), st.integers()),
    st.tuples(st.text()),
    st.just(object()),
    st.just(load),
    st.just(pd.DataFrame()),
    st.just(np.arange(3)),
)


def fields(name):
    return next(resource for resource in data.package()["resources"] if resource["name"] == name)["schema"]["fields"]


@pytest.mark.parametrize("name", TABLES)
def test_columns_have_the_types_of_the_schema(name):
    table = load(name)
    assert list(table) == [field["name"] for field in fields(name)]
    for field in fields(name):
        assert str(table[field["name"]].dtype) in DTYPES[field["type"]], field["name"]


def test_closed_lists_are_categories():
    assert list(load("members")["former_bloc"].cat.categories) == ["none", "Soviet Union", "Warsaw Pact", "Yugoslavia"]
    assert list(load("defence_expenditure")["basis"].cat.categories) == ["agreed definition", "core defence"]


@pytest.mark.parametrize("name", TABLES)
def test_a_table_says_where_it_is_from(name):
    attrs = load(name).attrs
    for attr in ("title", "source", "edition", "licence", "retrieved"):
        assert isinstance(attrs[attr], str)
        assert attrs[attr]
    pd.Timestamp(attrs["retrieved"])


@pytest.mark.parametrize("name", TABLES)
def test_a_learner_may_change_the_copy(name):
    first = load(name)
    first.iloc[:, 0] = first.iloc[0, 0]
    first["new"] = 1
    first.attrs["title"] = "mine"
    again = load(name)
    assert "new" not in again
    assert again.iloc[:, 0].tolist() == load(name).iloc[:, 0].tolist()
    assert again.attrs["title"] != "mine"


def test_the_list_shows_each_table_on_a_line():
    listed = load()
    lines = repr(listed).splitlines()
    assert len(lines) == len(listed) == len(TABLES)
    for name, line in zip(TABLES, lines, strict=True):
        assert line.startswith(name)
        assert f"{len(load(name))} rows" in line
        assert f"<code>{name}</code>" in listed._repr_html_()
    assert "<caption>" in listed._repr_html_()
    assert 'scope="col"' in listed._repr_html_()


@given(ANYTHING.filter(lambda value: not (isinstance(value, str) and value in TABLES)))
def test_any_wrong_name_gets_one_sentence(name):
    with pytest.raises(KeyError) as caught:
        load(name)
    text = str(caught.value)
    assert text.endswith(".")
    assert "\n" not in text
    assert len(text) < 250
    assert any(table in text for table in TABLES)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("member", "members"),
        ("Members", "members"),
        ("GDP", "gdp"),
        ("defense_expenditure", "defence_expenditure"),
        ("border", "borders"),
    ],
)
def test_the_nearest_name_is_given(typed, meant):
    with pytest.raises(data.UnknownTable, match=f'the nearest name is "{meant}"'):
        load(typed)


def test_a_missing_file_is_named(own_data):
    (own_data / "borders.csv").unlink()
    with pytest.raises(data.TableFileError, match=r"data/borders\.csv is missing.*git checkout data/borders\.csv"):
        load("borders")


def test_an_edited_file_is_refused(own_data):
    file = own_data / "members.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("338145", "338146"), encoding="utf-8")
    with pytest.raises(data.TableFileError, match=r"data/members\.csv was edited"):
        load("members")


def test_a_file_that_is_not_text_is_refused(own_data):
    (own_data / "gdp.csv").write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(data.TableFileError, match=r"data/gdp\.csv cannot be read"):
        load("gdp")


def test_a_damaged_description_is_named(own_data):
    (own_data / "datapackage.json").write_text("{", encoding="utf-8")
    with pytest.raises(data.TableFileError, match=r"datapackage\.json cannot be read"):
        load("gdp")
    (own_data / "datapackage.json").unlink()
    with pytest.raises(data.TableFileError, match=r"datapackage\.json is missing"):
        load("gdp")


def test_line_ends_of_windows_are_no_edit(own_data):
    file = own_data / "members.csv"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert len(load("members")) == 32


@pytest.mark.parametrize("name", TABLES)
def test_a_second_call_is_quick(name):
    load(name)
    times = []
    for _ in range(5):
        start = time.process_time()
        load(name)
        times.append(time.process_time() - start)
    assert min(times) <= 0.060  # 20 ms, and a factor of three for busy machines


@pytest.mark.parametrize("name", TABLES)
def test_an_altered_copy_is_the_same_each_time_and_another_for_another_seed(name):
    first, again, other = data.altered(7)(name), data.altered(7)(name), data.altered(8)(name)
    pd.testing.assert_frame_equal(first, again)
    assert not first.equals(other)


@pytest.mark.parametrize("name", TABLES)
def test_an_altered_copy_keeps_types_and_keys_and_loses_an_eighth(name):
    true, copy = load(name), data.altered(3)(name)
    assert copy.dtypes.to_dict() == true.dtypes.to_dict()
    assert copy.attrs == true.attrs
    assert len(true) - len(copy) == max(1, len(true) // 8)
    units = {field["name"]: field.get("unit") for field in fields(name)}
    both = copy.merge(true, on=data.key(name), suffixes=("", "_true"))
    assert len(both) == len(copy)
    for column in set(true) - set(data.key(name)):
        changed, was = both[column], both[f"{column}_true"]
        if units[column] in (None, "degrees"):
            pd.testing.assert_series_equal(changed, was, check_names=False)
        elif str(true[column].dtype) == "Int64":
            assert ((changed >= (was * 0.8).round()) & (changed <= (was * 1.25).round())).all()
        else:
            ratio = (changed / was)[was != 0].dropna()
            assert ratio.between(0.8 - 1e-9, 1.25 + 1e-9).all()


def test_an_altered_copy_is_shuffled_and_scaled_by_row():
    true, copy = load("defence_expenditure"), data.altered(1)("defence_expenditure")
    assert copy["iso3"].tolist() != true["iso3"].tolist()[: len(copy)]
    both = copy.merge(true, on=data.key("defence_expenditure"), suffixes=("", "_true")).dropna(
        subset=["spending_usd_m", "personnel_thousand"]
    )
    by_money = both["spending_usd_m"] / both["spending_usd_m_true"]
    by_people = both["personnel_thousand"] / both["personnel_thousand_true"]
    assert np.allclose(by_money, by_people)
    assert by_money.std() > 0.05


def test_altered_tables_answer_wrong_names_alike():
    with pytest.raises(data.UnknownTable):
        data.altered(1)("member")
    assert list(data.altered(1)()) == TABLES


def test_a_course_without_tables(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "datapackage.json").write_text('{"resources": []}', encoding="utf-8")
    with course.using(replace(course.current(), root=tmp_path)):
        assert repr(load()) == "This course has no tables."
        assert len(load()) == 0
        with pytest.raises(data.UnknownTable, match="no tables"):
            load("members")
