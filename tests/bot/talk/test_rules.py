"""What /filter and /urgent say of a rule: set, shown, tried, taken back."""

import pytest

from bot.chats import chats


def test_a_filter_says_what_it_would_have_done(it):
    it.ask("/subscribe sports")

    said = it.words("/filter 第2|第3 -第28")

    assert said.startswith("从现在起只发符合这个过滤的：第2|第3 -第28\n最近 30 篇中有 12 篇符合。")
    assert "✓ 第30条" in said
    assert "✕ 不含“第2|第3”：17 篇" in said
    assert "✕ 含有“第28”：1 篇" in said


@pytest.mark.parametrize("words", ["试 第30条", "試 第30條", "試一試\u3000第30条", "ｔｒｙ 第30条"])
def test_a_filter_can_be_tried_without_being_set(it, words):
    it.ask("/subscribe sports")

    assert "最近 30 篇中有 1 篇符合" in it.words(f"/filter {words}")
    assert it.chat().filter == ""


def test_a_filter_is_shown_with_what_it_does(it):
    it.ask("/subscribe sports")
    assert "没有过滤" in it.words("/filter")
    it.ask("/filter 第30条")

    assert it.words("/filter").startswith("过滤：第30条\n最近 30 篇中有 1 篇符合")


def test_a_rule_that_holds_says_how_to_take_it_back_and_one_that_is_tried_does_not(it):
    it.ask("/subscribe sports")

    assert it.words("/filter 火星").endswith("\n✕ 不含“火星”：30 篇\n取消：/filter 关。")
    assert it.words("/filter").endswith("\n取消：/filter 关。")
    assert "取消" not in it.words("/filter 试 木星")
    it.ask("/language en")
    assert it.words("/urgent mars").endswith("\nTo take it back: /urgent off.")


def test_that_nothing_is_urgent_is_nothing_to_warn_of(it):
    it.ask("/subscribe sports")
    answer = "最近 30 篇中有 0 篇符合。\n✕ 不含“停课|停电”：30 篇"

    assert it.words("/urgent 试 停课、停电") == f"紧急词：停课、停电\n{answer}"
    assert it.words("/urgent 停课、停电") == f"符合这些的不再等待：停课、停电\n{answer}\n取消：/urgent 关。"


def test_a_filter_kept_from_before_that_cannot_be_read_now_says_so(it):
    it.ask("/subscribe sports")
    with it.db.transaction() as tx:
        chats.choose(tx, it.chat().number, filter="-讲座，报告")

    assert it.words("/filter") == "这个过滤规则看不懂：-讲座 之后的每个词也要各加减号；要的词请写在它前面"


def test_a_filter_that_lets_nothing_through_says_so(it):
    it.ask("/subscribe sports")

    said = it.words("/filter 不存在的词")

    assert "最近 30 篇中有 0 篇符合。\n注意：一篇都没有！" in said
    assert "✕ 不含“不存在的词”：30 篇" in said
    assert "注意" not in it.words("/filter 试一下 第1条、第2条")
    assert it.chat().filter == "不存在的词"
