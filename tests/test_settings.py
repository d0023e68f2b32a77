"""What can be set, and what is said when it cannot."""

from dataclasses import fields
from pathlib import Path

import pytest

from bochum_kg.errors import SettingError
from bochum_kg.settings import PREFIX, TABLE, Settings


def test_nothing_set_means_the_defaults() -> None:
    """An empty environment, and empty variables, change nothing."""
    assert Settings.from_environment({}) == Settings()
    assert Settings.from_environment({setting.variable: "  " for setting in TABLE}) == Settings()


def test_every_field_is_in_the_table_with_help_in_both_languages() -> None:
    """Command line, environment and documentation are fed from one table."""
    assert [setting.name for setting in TABLE] == [one.name for one in fields(Settings)]
    for setting in TABLE:
        assert set(setting.helps) == {"de", "en"}
        assert all(text.endswith(".") for text in setting.helps.values())
        assert setting.helps["de"] != setting.helps["en"]


def test_the_environment_sets_what_it_names() -> None:
    """Every value is read as what its field is."""
    settings = Settings.from_environment(
        {
            "BOCHUM_KG_HOST": "::1",
            "BOCHUM_KG_PORT": "0",
            "BOCHUM_KG_RELEASE": "elsewhere",
            "BOCHUM_KG_ENGINE": "http://127.0.0.1:7878/query",
            "BOCHUM_KG_TIME_LIMIT": "2.5",
            "BOCHUM_KG_CLIENT_BUDGET": "off",
            "BOCHUM_KG_PUBLIC_URL": "https://graph.example/",
            "OTHER": "1",
        }
    )
    expected = Settings(
        host="::1",
        port=0,
        release=Path("elsewhere"),
        engine="http://127.0.0.1:7878/query",
        time_limit=2.5,
        client_budget=None,
        public_url="https://graph.example/",
    )
    assert settings == expected
    assert (settings.address, Settings().address) == ("https://graph.example", "http://127.0.0.1:8000")


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("PORT", "eighty", "a number from 0 to 65535"),
        ("PORT", "70000", "a number from 0 to 65535"),
        ("WORKERS", "0", "a whole number from 1 up"),
        ("TIME_LIMIT", "0", "a number of seconds above 0"),
        ("TIME_LIMIT", "nan", "a number of seconds above 0"),
        ("TIME_LIMIT", "inf", "a number of seconds above 0"),
        ("MEMORY_LIMIT", "1", "a number of bytes from 50000000 up"),
        ("CLIENT_BUDGET", "none", "a number of seconds above 0, or off"),
        ("ENGINE", "localhost:7878", "an address that begins with http:// or https://"),
        ("REPORT_ADDRESS", "javascript:alert(1)", "mailto: and a mail address"),
        ("REPORT_ADDRESS", "mailto:nobody", "mailto: and a mail address"),
        ("REPORT_ADDRESS", "mailto:a@b.example?bcc=c@d.example", "mailto: and a mail address"),
        ("REPORT_ADDRESS", "https://example.org/new", "mailto: and a mail address"),
        ("REPORT_ADDRESS", "https://example.org/{iri}/{other}", "mailto: and a mail address"),
    ],
)
def test_a_value_that_does_not_fit_is_named_with_what_was_expected(name: str, value: str, expected: str) -> None:
    """The message says which variable, what it holds, what was expected and what to do."""
    with pytest.raises(SettingError) as refusal:
        Settings.from_environment({PREFIX + name: value})
    sentence = str(refusal.value)
    assert f"{PREFIX}{name} is {value!r}" in sentence
    assert f"but {expected}" in sentence
    assert "unset it" in sentence


def test_options_and_variables_are_named_alike() -> None:
    """A setting has one name, written as each place writes names."""
    limit = next(setting for setting in TABLE if setting.name == "time_limit")
    assert (limit.variable, limit.option, limit.default) == ("BOCHUM_KG_TIME_LIMIT", "--time-limit", 5.0)


def test_an_option_wins_over_its_variable_and_has_the_same_limits() -> None:
    """What is typed after a command is read like the variable, and a misfit names the option."""
    environment = {PREFIX + "PORT": "8080", PREFIX + "WORKERS": "3"}
    settings = Settings.from_environment(environment, options={"port": "9090"})
    assert (settings.port, settings.workers) == (9090, 3)
    with pytest.raises(SettingError, match="option --port is '99999', but a number from 0 to 65535"):
        Settings.from_environment(environment, options={"port": "99999"})
