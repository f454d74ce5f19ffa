"""The tour: ten minutes, seven steps of the lecture net, each with a question and a sentence."""

import re

import pytest

from app.engine.spec import Limits
from app.engine.training import Runs
from app.web.address import canonical, parse
from app.web.presets import LECTURE
from app.web.tour import STATIONS


def test_seven_moments_in_ten_minutes():
    assert [s.step for s in STATIONS] == ["Z1", "J", "dZ2", "dW2", "dA1", "dZ1", "W2_next"]
    assert sum(s.seconds for s in STATIONS) == 600


@pytest.mark.parametrize("station", STATIONS, ids=lambda station: station.step)
def test_each_has_a_question_and_something_to_say(client, station):
    found = station.moment.trace(Runs(1 << 20))
    step = found.program.by_name[station.step]
    assert step.ask.endswith("?")
    slide = client.get(f"/tour?{LECTURE}").text.split('<section class="slide"')[1:][
        STATIONS.index(station)
    ]
    assert step.title in slide
    assert 'class="picture"' in slide
    assert re.search(r'class="asks">.+\?</p>', slide)
    assert re.search(r'class="say">.+\.</p>', slide)


@pytest.mark.parametrize("asked", ["/tour", "/tour?data=moons&hidden=5", "/tour?theme=dark"])
def test_any_other_net_leads_to_the_lecture_net(client, asked):
    assert canonical(parse(LECTURE, Limits())) == LECTURE
    reply = client.get(asked, follow_redirects=False)
    theme = "&theme=dark" if "theme" in asked else ""
    assert (reply.status_code, reply.headers["location"]) == (307, f"/tour?{LECTURE}{theme}")
