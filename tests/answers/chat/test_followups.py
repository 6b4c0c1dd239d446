"""What is a follow-up, and what stands alone: each question by hand."""

from __future__ import annotations

import pytest

from qa.answers.chat.followups import depends

FOLLOW_UPS = """
那投资额呢？
投资额呢
那么投资额是多少？
它呢
它有多少人口？
它们在哪里？
他是谁？
她什么时候出生？
这个项目投资多少？
这些企业有多少家？
该公司有多少员工？
其投资额是多少？
请问其面积多大？
那里有多少家企业？
那年签约了多少？
深圳呢？
那深圳呢？
2021年呢？
去年呢？
为什么？
为什么呢
然后呢？
具体呢？
详细说说
继续说
再介绍一下
举个例子
投资额是多少？
总投资多少？
占比多少？
同比增长多少？
比上年增长多少？
什么时候？
在哪里？
有多少？
深圳？
2021年？
其中外资占多少？
还有哪些？
还有呢？
前者有多少家？
上述项目涉及多少投资？
那有多少家？
另外，投资额呢？
and the investment amount?
And the investment amount
what about Nansha?
How about in 2021?
What is its population?
How many projects did it sign?
How many projects does it have?
when was it founded?
Who founded it?
how many people live in it?
How much is that?
how much did they invest?
What did he say?
Where is she from?
in that year, how many?
how many of those are foreign?
why?
Why not?
since when?
which ones?
Tell me more
tell me more about it
what else?
the investment amount?
what is the investment amount?
How much was invested?
how many?
how much?
Nansha?
in 2021?
and Nansha?
but how much?
so when did it open?
What is the latter's size?
Are they foreign?
what was the same figure last year
""".strip().splitlines()

ALONE = """
横琴有多少家企业？
那曲有多少人口？
那不勒斯在哪个国家？
那横琴有多少家企业？
另外，横琴有多少家企业？
还有多少天开幕？
土耳其有多少人口？
其他城市有多少家企业？
园区应该怎么发展？
园区和它的企业获得多少投资？
特斯拉在上海的工厂有多大？
园区签约项目多少个，其中外资多少？
横琴的投资额是多少？
横琴的投资额呢，有多少？
氢能公交车多少辆
新增了多少辆氢能公交车
谁是董事长？
哪个城市最大？
因此受益的企业有多少家？
此次进博会有多少家企业参展？
这几年出口增长了多少？
尤其受欢迎的产品是什么？
自贸试验区是什么时候成立的？
USE 是什么
横琴 GDP
他国企业在横琴投资多少？
吉他出口多少把？
氢能公交车加一次氢能跑多远？
How many firms are in Hengqin?
And how many firms are in Hengqin?
So how many hydrogen buses are there?
How many firms are there?
how many projects signed in Lingang
How long does it take to refuel a hydrogen bus?
Is it true that Tesla built a factory?
What time is it in Shanghai?
What is this year's GDP of Shanghai?
Why did people leave their homes?
How many firms moved their offices to Hengqin?
What did Tesla say about its factory?
When did Tesla say it would open?
How many of the firms that signed are foreign?
Who founded Tesla?
When was the free trade zone founded?
What is the population of Nansha?
how far can a hydrogen bus run on one refuel
Lingang GDP
hydrogen buses
Who won the 2018 World Cup?
What is the investment amount in Nansha?
How much was invested in Hengqin?
Does the city plan to expand its port?
Which city has the largest port?
What is that Tesla factory's output?
List the hydrogen stations
How did the free trade zone help companies and their workers?
What is USE?
How many buses did Shanghai buy?
""".strip().splitlines()


@pytest.mark.parametrize("question", FOLLOW_UPS)
def test_what_leaves_out_its_subject_depends(question: str) -> None:
    assert depends(question)


@pytest.mark.parametrize("question", ALONE)
def test_what_names_its_subject_stands_alone(question: str) -> None:
    assert not depends(question)


@pytest.mark.parametrize(
    "question", ["", " ", "?", "？！", "…", "1", "它" * 10_000, "it " * 10_000]
)
def test_odd_questions_are_decided(question: str) -> None:
    assert depends(question) in {True, False}


def test_traditional_characters_are_read_alike() -> None:
    assert depends("那這個項目呢？")
