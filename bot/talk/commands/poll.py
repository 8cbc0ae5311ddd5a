"""/poll SOURCE and /approve SOURCE [announce], for the bot's admins: the same as in the shell. The schedule, which asks
the database every second what is due, does the polling."""

from bot.model import Reply, Span
from bot.talk.menu import meant, no_such
from bot.talk.table import Asked, command, text
from feeds import judge
from feeds.keep import states

ANNOUNCE = ("announce", "--announce", "推送", "通知")


@command("poll", zh="马上去看一个来源：/poll 来源", en="poll a source now: /poll SOURCE", owner=True)
def poll(asked: Asked) -> Reply:
    if not asked.rest:
        return Reply(spans=text(asked.word("which_source").format("poll")))
    name = meant(asked.rest, asked.titles)
    if name is None:
        return no_such(asked, asked.rest)
    if (state := states.get(asked.tx, name)) and state.paused:
        return Reply(spans=text(asked.word("poll_paused").format(asked.titles[name], name)))
    states.change(asked.tx, name, next_poll=asked.now)
    return Reply(spans=text(asked.word("polled"), Span(asked.titles[name], bold=True)))


@command("approve", zh="批准一个来源被扣下的内容：/approve 来源", en="take what is held: /approve SOURCE", owner=True)
def approve(asked: Asked) -> Reply:
    words = list(asked.said.args)
    announce = bool(words) and words[-1].casefold() in ANNOUNCE
    wanted = " ".join(words[:-1] if announce else words)
    if not wanted:
        return Reply(spans=text(asked.word("which_source").format("approve")))
    name = meant(wanted, asked.titles)
    if name is None:
        return no_such(asked, wanted)
    state = states.get(asked.tx, name)
    if not judge.approvable(state):
        return Reply(spans=text(asked.word("nothing_held"), Span(asked.titles[name], bold=True)))
    states.approve(asked.tx, name, "announce" if announce else "quiet", asked.now)
    return Reply(
        spans=text(asked.word("approved_announce" if announce else "approved"), Span(asked.titles[name], bold=True))
    )
