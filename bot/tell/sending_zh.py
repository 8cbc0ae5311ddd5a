"""Why a message was not sent, in Chinese: what channels say in English, by service, as reasons_zh.py wants it.

A service's own words (`{words}`, `{detail}`) stay as they are; so do names of settings.
"""

#: a service as our sentences begin with it → in Chinese
SERVICES = {
    "WeCom": "企业微信",
    "DingTalk": "钉钉",
    "Feishu": "飞书",
    "Discord": "Discord ",
    "Slack": "Slack ",
    "Matrix": "Matrix ",
    "ntfy": "ntfy ",
    "Telegram": "Telegram ",
}
_ANSWERS = {
    " answered {code}": "返回 {code}",
    " answered {code}: {why}": "返回 {code}：{why}",
    " answered {code} ({words})": "返回 {code}（{words}）",
    " answered {code} ({words}): {why}": "返回 {code}（{words}）：{why}",
    " answered {code} and asks us to wait {seconds} s": "返回 {code}，要求等 {seconds} 秒",
    " answered {code}, which cannot be understood": "返回 {code}，无法理解",
    " answered {code}, and not in its own form: look at its address and at proxy, something is in between": (
        "返回 {code}，但不是它自己的格式：请检查其地址和 proxy，中间有别的东西在答复"
    ),
    " answered without an event id": "的答复中没有事件编号",
}
ANSWERS = {f"{it}{said}": f"{name}{chinese}" for it, name in SERVICES.items() for said, chinese in _ANSWERS.items()}

WHATEVER = {
    "expired after {n} h": "超过 {n} 小时没有发出",
    "the chat unsubscribed before it was sent": "发送前已退订",
    "an admin asked: drop": "管理员已放弃",
    "the group has moved, and it is owed there": "群已迁移，改发到新群",
    "the program ended while it was being sent": "正在发送时程序中断了",
    "channel {name} failed by a fault of ours: {detail}": "通道 {name} 因程序自身的错误而失败：{detail}",
    "channel {name} broke off while it was sending": "通道 {name} 在发送时中断",
    "channel {name} did not come back within {seconds} s": "通道 {name} 在 {seconds} 秒内没有返回",
    "there is no [channel.{name}] in the config any more": "配置里已没有 [channel.{name}]",
    "edit refused: {why}": "修改被拒绝：{why}",
    "edit given up: {why}": "已放弃修改：{why}",
    "given up after {n} tries: {why}": "试了 {n} 次后放弃：{why}",
    "{why}; a correction is not sent twice": "{why}；更正不重发",
    "a fault of its own": "服务自身出错",
    "it is busy": "服务繁忙",
    "it asks us to wait": "要求等待",
    "the screen cannot be written to: {detail}": "无法写到屏幕：{detail}",
}

TELEGRAM = {
    "we were removed from the chat": "我们被移出了聊天",
    "bot was blocked by the user": "机器人被对方屏蔽",
    "bot was kicked from the {kind} chat": "机器人被移出了聊天",
    "bot is not a member of the {kind} chat": "机器人不在聊天里",
    "bot can't initiate conversation with a user": "对方还没有和机器人说过话",
    "user is deactivated": "对方的账号已注销",
    "chat not found": "找不到聊天",
    "user not found": "找不到对方",
    "the group chat was deleted": "群已解散",
    "CHAT_WRITE_FORBIDDEN": "不许在聊天里发消息",
    "TOPIC_CLOSED": "话题已关闭",
    "TOPIC_DELETED": "话题已删除",
    "message thread not found": "找不到话题",
    "message is too long": "消息太长",
    "have no rights to send a message": "没有发消息的权限",
    "not enough rights to send {what} to the chat": "没有在聊天里发送 {what} 的权限",
    "need administrator rights in the channel chat": "需要成为频道的管理员",
    "the group has become a supergroup": "群已升级为超级群",
    "Telegram does not know this token ({detail})": "Telegram 不认识这个令牌（{detail}）",
    "Telegram cannot be reached: {detail}": "无法连接 Telegram：{detail}",
    "the connection to Telegram broke before the answer: {detail}": "与 Telegram 的连接在答复之前中断：{detail}",
    "Telegram's server answered {detail}": "Telegram 服务器返回 {detail}",
    "Telegram's answer could not be read: {detail}": "Telegram 的答复无法读取：{detail}",
    "Telegram's answer made no sense: {detail}": "Telegram 的答复无法理解：{detail}",
    "Telegram asks us to wait {seconds} s in this chat": "Telegram 要求在这个聊天里等 {seconds} 秒",
    "asked to slow down, without saying how long": "Telegram 要求放慢，没有说等多久",
    "something between us and Telegram answered {status}: look at base_url and proxy": (
        "我们与 Telegram 之间的某处返回 {status}：请看 base_url 和 proxy"
    ),
    "another program listens with this bot's token; nothing is sent until it has stopped": (
        "另有程序在用这个机器人的令牌接收消息；它停下之前什么也不发"
    ),
    "@{bot} may not post in {title}: make it an administrator there": (
        "@{bot} 不能在 {title} 里发消息：请设它为那里的管理员"
    ),
    "@{bot} is not in {title}: add it there": "@{bot} 不在 {title} 里：请把它加进去",
    "{why}; getMe could not confirm: {why_else}": "{why}；getMe 未能证实：{why_else}",
    "{why}, yet getMe knows it": "{why}，可 getMe 认得它",
}

ROBOTS = {
    "the channel's url (url_file, url_env) must be the robot's whole address (https://…), or the key at its end": (
        "通道的 url（url_file、url_env）须为机器人的完整地址（https://…），或其末尾的密钥"
    ),
    "without the channel's url (url_file, url_env), the chat's id must be the robot's whole address (https://…), "
    "or the key at its end": (
        "通道没有 url（url_file、url_env）时，聊天的 id 须为机器人的完整地址（https://…），或其末尾的密钥"
    ),
    "the robot's address is wrong, or the robot was removed from the group": "机器人的地址有误，或机器人已被移出群",
    "the robot's address is not known: the robot was removed, or the address is wrong": (
        "找不到机器人的地址：机器人已被移除，或地址有误"
    ),
    "the access_token in the robot's address is not known: the robot was removed, or the address is wrong": (
        "找不到机器人地址中的 access_token：机器人已被移除，或地址有误"
    ),
    "the access_token in the robot's address is not valid": "机器人地址中的 access_token 无效",
    "the key in the robot's address is not valid": "机器人地址中的 key 无效",
    "the robot was switched off": "机器人已停用",
    "the robot was removed from the group": "机器人已被移出群",
    "the robot is not in this group": "机器人不在这个群里",
    "the robot is no longer there": "机器人已不存在",
    "the group was dissolved": "群已解散",
    "it insists on a keyword which this message lacks: write it as keyword": (
        "机器人要求的关键词不在消息里：请把它写成 keyword"
    ),
    "it wants a signature: put the robot's secret into secret_file": "机器人要求签名：请把它的密钥写进 secret_file",
    "our clock is wrong by more than an hour: set this machine's time": "本机时间相差超过一小时：请校准",
    "the signature is wrong: copy the robot's secret (SEC…) again into secret_file": (
        "签名不对：请把机器人的密钥（SEC…）重新复制到 secret_file"
    ),
    "the signature is wrong, or our clock by more than an hour: copy the robot's secret again into secret_file, "
    "and look at this machine's time": (
        "签名不对，或本机时间相差超过一小时：请把机器人的密钥重新复制到 secret_file，并检查本机时间"
    ),
    "our IP address is not allowed: add it to the robot's trusted addresses": (
        "我们的 IP 地址不被允许：请加入机器人的可信 IP"
    ),
    "our IP address is not allowed: add it to the robot's IP addresses": (
        "我们的 IP 地址不被允许：请加入机器人的 IP 地址段"
    ),
    "its security refuses us: {words}": "被其安全设置拒绝：{words}",
    "a robot may send 20 messages a minute": "机器人每分钟只能发 20 条",
    "more than 20 messages a minute; it listens again in {minutes} minutes": (
        "一分钟内超过 20 条；{minutes} 分钟后才再接收"
    ),
    "too many messages at once": "一时消息太多",
    "Feishu is crowded at the full and the half hour": "整点和半点时飞书拥挤",
    "longer than WeCom allows, or not in its form": "超过企业微信允许的长度，或格式不对",
    "longer than WeCom allows": "超过企业微信允许的长度",
    "longer than Feishu allows": "超过飞书允许的长度",
    "longer than 20,000 bytes": "超过 20,000 字节",
    "it is empty": "内容为空",
    "more news cards than WeCom allows": "图文多于企业微信允许的条数",
    "WeCom does not know this form of message": "企业微信不认识这种消息",
    "DingTalk does not know this form of message": "钉钉不认识这种消息",
    "see open.work.weixin.qq.com/{page}": "详见 open.work.weixin.qq.com/{page}",
    "not in DingTalk's form": "不合钉钉的格式",
    "not in Feishu's form": "不合飞书的格式",
    "DingTalk finds a link in it unsafe": "钉钉认为其中有不安全的链接",
    "DingTalk finds its words improper": "钉钉认为其文字不当",
    "DingTalk finds its picture improper": "钉钉认为其图片不当",
    "DingTalk finds its content improper": "钉钉认为其内容不当",
    "Feishu finds its content improper": "飞书认为其内容不当",
    "Feishu cannot read the card": "飞书读不懂这张卡片",
    "Feishu cannot read the request": "飞书读不懂这个请求",
}

ELSEWHERE = {
    "the channel was deleted": "频道已删除",
    "the webhook was deleted": "Webhook 已删除",
    "the webhook was removed": "Webhook 已移除",
    "the webhook's address is wrong": "Webhook 地址有误",
    "the token in the webhook's address is wrong": "Webhook 地址中的令牌有误",
    "look at the webhook's address": "请检查 Webhook 地址",
    "the message is gone": "消息已不存在",
    "Discord's answer has no message id in it": "Discord 的答复中没有消息编号",
    "Discord's headers ask us to wait": "Discord 要求等待",
    "Cloudflare, in front of Discord, refuses our address ({status})": (
        "Discord 前面的 Cloudflare 拒绝我们的地址（{status}）"
    ),
    "the webhook's address is neither in the channel's url (url_file, url_env) nor in the chat's id": (
        "通道的 url（url_file、url_env）和聊天的 id 里都没有 Webhook 地址"
    ),
    "there is neither a token (token_file) nor a webhook's address in url (url_file) or in the chat's id": (
        "既没有令牌（token_file），url（url_file）和聊天的 id 里也没有 Webhook 地址"
    ),
    "there is no such channel, or the bot is not in it: /invite it": "没有这个频道，或机器人不在其中：请 /invite 它",
    "the bot is not in the channel: /invite it": "机器人不在频道里：请 /invite 它",
    "the channel is archived": "频道已归档",
    "the workspace is gone": "工作区已不存在",
    "there is no such person": "没有这个人",
    "the bot may not write there": "机器人不能在那里发消息",
    "an admin of the workspace forbids it": "工作区的管理员不允许",
    "the token is wrong": "令牌有误",
    "the token is missing": "没有令牌",
    "the token was revoked": "令牌已吊销",
    "the token has expired": "令牌已过期",
    "the token is not known: log in again": "令牌不被认可：请重新登录",
    "the bot was removed from the workspace": "机器人已被移出工作区",
    "the bot needs the scope chat:write": "机器人需要 chat:write 权限",
    "this is not a bot's token (xoxb-…)": "这不是机器人的令牌（xoxb-…）",
    "our address or app is not allowed in this workspace": "工作区不允许我们的地址或应用",
    "our account was switched off": "我们的账号已停用",
    "our account must accept the server's terms first": "我们的账号须先接受服务器的条款",
    "we are not in the room, or may not write there: invite us": "我们不在房间里，或不能在那里发消息：请邀请我们",
    "we are not in the room: invite us": "我们不在房间里：请邀请我们",
    "there is no such room": "没有这个房间",
    "the topic wants an access token (token_file), or another one": "这个主题要访问令牌（token_file），或令牌不对",
    "the server's disk is full": "服务器的磁盘已满",
    "the receiver answered {status}: it wants no more": "接收端返回 {status}，表示不再接收",
    "the receiver answered {status}, a redirect: give the address it leads to": (
        "接收端返回 {status}，是跳转：请填写它指向的地址"
    ),
    "the receiver answered {status} and asks us to wait {seconds} s": "接收端返回 {status}，要求等 {seconds} 秒",
    "the receiver answered {status}": "接收端返回 {status}",
    "this is no URL that Apprise knows: see the list of services in its wiki": (
        "Apprise 不认识这个 URL：请看其 wiki 里的服务列表"
    ),
    "Apprise failed: {detail}": "Apprise 出错：{detail}",
    "Apprise has nobody to notify": "Apprise 没有可通知的对象",
    "Apprise says no more than that it failed; look at the URL, and there whether it arrived": (
        "Apprise 只说失败，未说原因；请检查 URL，并到那里看是否已送达"
    ),
}

MAIL = {
    "the chat's id is no mail address": "聊天的 id 不是邮箱地址",
    "the chat's id is no mail address: {detail}": "聊天的 id 不是邮箱地址：{detail}",
    "the mail server {server} cannot be reached: {detail}": "无法连接邮件服务器 {server}：{detail}",
    "the mail server {server} does not take our user and password ({status})": (
        "邮件服务器 {server} 不接受我们的用户名和密码（{status}）"
    ),
    "the mail server {server} broke off before the mail: {detail}": "邮件服务器 {server} 在收信之前中断：{detail}",
    "the mail server {server}: TLS failed ({detail}): look at security, port and ca_bundle": (
        "邮件服务器 {server} 的 TLS 连接失败（{detail}）：请检查 security、port 和 ca_bundle"
    ),
    "the mail server {server}: TLS failed ({detail}): look at ca_bundle": (
        "邮件服务器 {server} 的 TLS 连接失败（{detail}）：请检查 ca_bundle"
    ),
    "the mail server {server}: {detail}: look at security and user": (
        "邮件服务器 {server}：{detail}：请检查 security 和 user"
    ),
    "the mail server broke off before the mail: {detail}": "邮件服务器在收信之前中断：{detail}",
    "the mail server broke off while it had the mail: {detail}": "邮件服务器在收信途中中断：{detail}",
    "the mail server refuses the sender: {detail}": "邮件服务器拒绝发件人：{detail}",
    "the mail server refuses the reader: {detail}": "邮件服务器拒绝收件人：{detail}",
    "the mail server refuses the mail: {detail}": "邮件服务器拒收邮件：{detail}",
}

SENDING = WHATEVER | ANSWERS | TELEGRAM | ROBOTS | ELSEWHERE | MAIL
