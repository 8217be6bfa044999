from services.errors import BadParameter, FieldProblem, Flaw, InvalidChange, Rule


def test_a_bad_parameter_says_its_name_its_value_and_what_it_may_be() -> None:
    error = BadParameter("page", "0", "a whole number from 1", rule=Rule.WHOLE_NUMBER, limits=(1, 9))

    assert str(error) == "page='0': may be a whole number from 1"
    assert (error.name, error.value, error.allowed) == ("page", "0", "a whole number from 1")
    assert (error.rule, error.limits) == (Rule.WHOLE_NUMBER, (1, 9))


def test_an_invalid_change_tells_the_log_every_field_and_what_is_wrong_with_it() -> None:
    error = InvalidChange(
        [FieldProblem("texts.name.ja", Flaw.REQUIRED), FieldProblem("website", Flaw.BAD_TEXT, {"longest": 300})]
    )

    assert str(error) == "texts.name.ja: required; website: bad_text, longest 300"
