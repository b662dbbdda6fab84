"""The weights that ship are whole, and speak the alphabet that the code speaks."""

import itertools
import json
from pathlib import Path

import pytest

from webapp.frontend import recogniser
from webapp.frontend.recogniser import charset

WEIGHTS = Path(recogniser.__file__).parent / "weights"


@pytest.fixture(scope="module")
def description():
    return json.loads((WEIGHTS / "recogniser.json").read_text(encoding="utf-8"))


def test_the_weights_name_the_characters_in_the_order_of_the_charset(description):
    assert description["characters"] == charset.CHARACTERS
    assert description["layers"][-1]["outputs"] == charset.COLUMNS


def test_every_layer_takes_what_the_one_before_it_gives(description):
    *inner, head = description["layers"]
    assert inner[0]["inputs"] == 1
    for before, after in itertools.pairwise(inner):
        assert after["inputs"] == before["outputs"]
    assert head["inputs"] * description["sayings"] == inner[-1]["outputs"]


def test_the_file_holds_each_layer_where_the_description_says_and_nothing_else(description):
    end_of_weights, end_of_floats = 0, None
    for layer in description["layers"]:
        rows, columns = layer["kernel"]
        assert layer["weights"] == end_of_weights
        end_of_weights += rows * columns * layer["inputs"] * layer["outputs"]
        assert layer["scales"] % 4 == 0
        assert end_of_floats is None or layer["scales"] == end_of_floats
        assert layer["biases"] == layer["scales"] + 4 * layer["outputs"]
        end_of_floats = layer["biases"] + 4 * layer["outputs"]
    assert 0 <= description["layers"][0]["scales"] - end_of_weights < 4
    assert (WEIGHTS / "recogniser.bin").stat().st_size == end_of_floats


@pytest.mark.parametrize("syllable", ["뚫", "쀍", "힣", "갉"])
def test_a_syllable_that_is_not_listed_is_spelled_by_three_letters(syllable):
    first, second, third = charset.parts(syllable)
    spelled = charset.spell(
        first - charset.FIRST_INITIAL, second - charset.FIRST_VOWEL, third - charset.FIRST_FINAL
    )
    assert spelled == syllable


@pytest.mark.parametrize("label", ["진료비총액", "환자부담총액", "본인부담금", "약국", "의원", "⑧"])
def test_the_words_of_the_forms_are_known_by_heart(label):
    assert all(charset.parts(character)[1] == charset.ZERO for character in label)
