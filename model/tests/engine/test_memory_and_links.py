"""Memory that expires, links that fail, trips that tire: each to the second."""

from __future__ import annotations

import numpy as np
import pytest

from tongban.engines.reference import Case, ReferenceRun
from tongban.experiments.validation.towns import Coming, Desk, Town, Wire, fetch, queue, wait
from tongban.journeys.assemble import compile_regime
from tongban.journeys.draws import draw, mix, mix_all
from tongban.journeys.program import Column, Meaning, Op, Outcome, Trait
from tongban.journeys.tables import share_threshold
from tongban.journeys.writer import Label, Writer
from tongban.levers.regime import Regime
from tongban.quantities import DAY
from worlds import world

OWN = 0  # the applicant's memory cell


ONE = (Coming(0),)


def outcome_if(write, comings=ONE, memory=(), **town) -> list[int]:
    """Return the outcomes of a journey: STUCK if it goes to the label that ``write`` is given."""
    place = Town(**town)

    def whole(w: Writer) -> None:
        yes = Label()
        write(w, yes)
        w.end(Outcome.DELIVERED, Meaning("end"))
        w.place(yes)
        w.end(Outcome.STUCK, Meaning("end"))

    place.journey(whole)
    return place.run(comings, memory).trace.outcome.tolist()


YES, NO = [Outcome.STUCK], [Outcome.DELIVERED]


class TestMemory:
    @pytest.mark.parametrize(("later", "expected"), [(99, YES), (100, YES), (101, NO)])
    def test_a_cell_is_valid_up_to_its_last_second_and_not_a_second_longer(self, later, expected):
        def write(w: Writer, yes: Label) -> None:
            w.remember(OWN, seconds=100)
            wait(w, later)
            w.if_valid(OWN, yes)

        assert outcome_if(write) == expected

    @pytest.mark.parametrize(("later", "expected"), [(2 * DAY, YES), (2 * DAY + 1, NO)])
    def test_days_of_validity_are_calendar_days(self, later, expected):
        def write(w: Writer, yes: Label) -> None:
            w.remember(OWN, days=2)
            wait(w, later)
            w.if_valid(OWN, yes)

        assert outcome_if(write) == expected

    def test_what_has_no_validity_is_valid_for_ever(self):
        def write(w: Writer, yes: Label) -> None:
            w.remember(OWN)
            wait(w, 29 * DAY)
            w.if_valid(OWN, yes)

        assert outcome_if(write) == YES

    def test_what_is_forgotten_is_not_valid(self):
        def write(w: Writer, yes: Label) -> None:
            w.remember(OWN)
            w.forget(OWN)
            w.if_valid(OWN, yes)

        assert outcome_if(write) == NO

    @pytest.mark.parametrize(("until", "expected"), [(-1, NO), (49, NO), (50, YES), (51, YES)])
    def test_what_is_held_at_the_start_is_valid_until_its_second(self, until, expected):
        found = outcome_if(lambda w, yes: w.if_valid(OWN, yes), [Coming(50)], [[until]])
        assert found == expected

    def test_an_applicants_memory_is_shared_by_their_cases_and_a_cases_own_is_not(self):
        def write(own: bool):
            def whole(w: Writer, yes: Label) -> None:
                cell = OWN if own else w.case_cell("own")
                w.if_valid(cell, yes)
                w.remember(cell)

            return whole

        comings = [Coming(0), Coming(1), Coming(2, applicant=1)]
        assert outcome_if(write(True), comings) == [*NO, *YES, *NO]
        assert outcome_if(write(False), comings) == [*NO, *NO, *NO]


class TestBranches:
    @pytest.mark.parametrize(("traits", "expected"), [(0, YES), (1, NO), (2, YES), (3, NO)])
    def test_a_trait_is_one_bit(self, traits, expected):
        found = outcome_if(
            lambda w, yes: w.unless_trait(Trait.DIGITAL, yes), [Coming(0, traits=traits)]
        )
        assert found == expected

    @pytest.mark.parametrize(("patience", "expected"), [(2, YES), (3, NO), (4, NO)])
    def test_one_tires_with_the_first_trip_beyond_patience(self, patience, expected):
        def write(w: Writer, yes: Label) -> None:
            for _ in range(3):
                w.tired(yes)

        assert outcome_if(write, [Coming(0, trips=patience)]) == expected

    @pytest.mark.parametrize("share", [0.0, 0.03, 0.5, 1.0])
    def test_a_chance_comes_true_as_often_as_it_says(self, share):
        comings = [Coming(n) for n in range(4000)]
        found = np.array(outcome_if(lambda w, yes: w.chance(share, ("luck",), yes), comings))
        spread = 4 * np.sqrt(share * (1 - share) / len(found))
        assert abs((found == Outcome.STUCK).mean() - share) <= spread

    def test_a_chance_is_the_cases_own_draw(self):
        key = Town().writer.registers
        key.key("luck")
        bits = key.key_bits()[0]
        comings = [Coming(n) for n in range(200)]
        found = outcome_if(lambda w, yes: w.chance(0.3, ("luck",), yes), comings)
        below = [draw(mix(n + 1), bits, 0) >> 32 < share_threshold(0.3) for n in range(200)]
        assert [o == Outcome.STUCK for o in found] == below

    def test_each_use_of_a_key_by_a_case_draws_anew_and_nobody_elses_use_matters(self):
        town = Town()
        town.journey(lambda w: w.chance(0.5, ("luck",), w.here()))
        run = ReferenceRun(town.input([Coming(0), Coming(0)]))
        first, second = Case(run, 0), Case(run, 1)
        mixed = [run.luck(first, 0), run.luck(second, 0), run.luck(first, 0), run.luck(second, 0)]
        key = int(run.given.key_bits[0])
        bits = [int(b) for b in run.given.case_bits]
        assert mixed == [draw(bits[0], key, 0) >> 32, draw(bits[1], key, 0) >> 32,
                         draw(bits[0], key, 1) >> 32, draw(bits[1], key, 1) >> 32]  # fmt: skip
        assert len(set(mixed)) == 4


class TestLinks:
    """A question asked at second 1000; whoever has no answer goes on elsewhere."""

    def ask(self, latency: int, **wire) -> tuple[int, int]:
        town = Town(wires=[Wire(**wire)])

        def write(w: Writer) -> None:
            fails = Label()
            fetch(w, latency, fails)
            w.end(Outcome.STUCK, Meaning("end"))
            w.place(fails)

        town.journey(write)
        begin, start, end, answer = town.run([Coming(1000)]).of(Op.FETCH)[0]
        assert begin == start == 1000
        return end, answer

    def test_the_answer_takes_its_latency_and_at_least_a_second(self):
        assert self.ask(7) == (1007, 1)
        assert self.ask(0) == (1001, 1)

    @pytest.mark.parametrize(("latency", "end"), [(1, 1200), (200, 1200), (201, 1800)])
    def test_a_batch_answers_at_multiples_of_its_period(self, latency, end):
        assert self.ask(latency, batch=600) == (end, 1)

    def test_a_link_that_is_down_is_asked_again_when_it_is_up(self):
        assert self.ask(5, down=((900, 1100),), patience=200) == (1105, 1)

    def test_an_outage_begins_with_its_first_second_and_is_over_at_its_end(self):
        assert self.ask(5, down=((1000, 1001),), patience=9) == (1006, 1)
        assert self.ask(5, down=((999, 1000),), patience=0) == (1005, 1)

    def test_recovery_in_the_last_second_of_patience_is_in_time(self):
        assert self.ask(5, down=((900, 1200),), patience=200) == (1205, 1)

    def test_a_second_later_the_fallback_is_taken_when_patience_ends(self):
        assert self.ask(5, down=((900, 1201),), patience=200) == (1200, 0)

    def test_without_patience_the_fallback_comes_after_a_second(self):
        assert self.ask(5, down=((900, 1201),), patience=0) == (1001, 0)

    def test_a_link_that_goes_down_before_the_answer_is_asked_again(self):
        assert self.ask(100, down=((1050, 1150),), patience=400) == (1250, 1)

    def test_an_outage_that_ends_before_the_answer_goes_unnoticed(self):
        assert self.ask(100, down=((1050, 1060),), patience=400) == (1100, 1)

    def test_an_answer_asked_for_within_patience_may_come_after_it(self):
        assert self.ask(500, patience=10) == (1500, 1)

    def test_several_outages_in_a_row_use_patience_up(self):
        outages = ((1000, 1050), (1060, 1120), (1125, 1300))
        assert self.ask(20, down=outages, patience=150) == (1150, 0)
        assert self.ask(20, down=outages, patience=300) == (1320, 1)

    @pytest.mark.parametrize("latency", [30, 100, 500, 900])
    @pytest.mark.parametrize("patience", [0, 50, 200, 1000])
    def test_nobody_gives_up_because_of_an_outage_that_is_still_to_come(self, latency, patience):
        """What is done at a second can depend on outages only if they have begun by then."""
        for down in (1001, 1020, 1099, 1300, 1499):
            end, answer = self.ask(latency, down=((down, 9000),), patience=patience)
            assert answer or end >= down, (down, end)


class TestWords:
    """Operations, columns, meanings and practices fit together."""

    def test_every_operation_has_its_method_and_no_two_kinds(self):
        town = Town()
        town.journey(lambda w: w.forget(OWN))
        run = ReferenceRun(town.input([Coming(0)]))
        for op in set(Op) - {Op.GO}:  # nobody ever stands at one
            assert (run.instantly[op] is None) != (run.begin[op] is None), op.name

    def test_operations_and_columns_are_numbered_without_gaps(self):
        assert [int(o) for o in Op] == list(range(len(Op)))
        assert [int(c) for c in Column] == list(range(len(Column)))

    def test_every_operation_stands_in_the_table_of_its_docstring(self):
        described = {line.split()[0] for line in (Op.__doc__ or "").splitlines() if line.strip()}
        assert {o.name for o in Op} <= described

    def test_every_written_row_has_all_columns_a_meaning_and_a_target_inside(self):
        jumps = {Op.GO, Op.IF_VALID, Op.UNLESS_TRAIT, Op.CHANCE, Op.TIRED, Op.FETCH, Op.SPAWN}
        small = world()
        for name, settings in small.regimes.items():
            compiled = compile_regime(small, Regime(name, settings), 1)
            ops = compiled.given.ops
            assert ops.shape == (len(compiled.meanings), len(Column))
            for row, meaning in zip(ops.tolist(), compiled.meanings, strict=True):
                if row[Column.CODE] in jumps:
                    assert 0 <= row[Column.TARGET] < len(ops)
                if row[Column.RECORD]:
                    assert meaning.act, Op(row[Column.CODE]).name
                assert row[Column.KEY] < len(compiled.given.key_bits)
                assert row[Column.AUX] < len(compiled.given.key_bits)
                assert row[Column.DIST] < len(compiled.given.tables)

    def test_scalar_and_array_mixers_give_the_same_bits(self):
        values = np.array([0, 1, 2**63, 2**64 - 1, 0x9E3779B97F4A7C15], np.uint64)
        assert mix_all(values).tolist() == [mix(int(v)) for v in values]


def test_records_are_the_same_twice():
    town = Town([Desk(2)])
    town.journey(lambda w: (wait(w, 5), queue(w, 30)))
    comings = [Coming(n // 3) for n in range(60)]
    first, second = town.run(comings), town.run(comings)
    assert first.trace.records.tobytes() == second.trace.records.tobytes()
