"""segment-analytics-python, unchanged, against a Guanxi server: every call it has, plain and gzipped.

GUANXI_URL and GUANXI_WRITE_KEY say where. GUANXI_RUN (optional) names the run; a second run of the same
name sends the same message ids, which must not count twice. Prints what it sent as one line of JSON.
Exits with 1 on any error.
"""

import datetime
import json
import os
import sys

from segment.analytics.client import Client

url, key = os.environ.get("GUANXI_URL"), os.environ.get("GUANXI_WRITE_KEY")
if not url or not key:
    sys.exit("set GUANXI_URL and GUANXI_WRITE_KEY")
run = os.environ.get("GUANXI_RUN", str(os.getpid()))

errors = []
sent = 0
now = datetime.datetime.now(datetime.timezone.utc)


def new_id():
    global sent
    sent += 1
    return f"python-{run}-{sent}"


def told(error, batch):
    errors.append(f"{error!r} for {len(batch)} events")


for gzip in (False, True):
    suffix = f"{run}-gzip" if gzip else run
    user, browser, order = f"python-{suffix}", f"python-browser-{suffix}", f"CM-PY-{suffix}"
    client = Client(key, host=url, gzip=gzip, on_error=told, max_retries=3, timeout=10, upload_size=4)

    def call(method, *args, **kwargs):
        accepted, _ = getattr(client, method)(*args, message_id=new_id(), **kwargs)
        if not accepted:
            errors.append(f"{method} found the client's queue full")

    call("page", anonymous_id=browser, name="白毫银针", properties={"path": "/p/silver-needle-50"})
    call("identify", user, {"name": "何静", "email": f"python-{suffix}@example.com", "city": "上海"}, anonymous_id=browser)
    call("alias", browser, user)
    call("group", user, "muhe", {"name": "木禾设计"})
    call("screen", user, name="订单")
    call(
        "track",
        user,
        "Order Completed",
        {
            "order_id": order,
            "total": 168.0,
            "currency": "CNY",
            "products": [{"sku": "TE-BHYZ-50", "name": "白毫银针 秋茶 50 g", "price": 168.0, "quantity": 1}],
        },
        timestamp=now - datetime.timedelta(minutes=1),
        context={"ip": "192.0.2.8"},
    )
    call("track", user, "Coupon Applied", {"code": "双十一", "when": now, "emoji": "🍵"})
    client.flush()
    client.join()
    print(json.dumps({"client": "python", "gzip": gzip, "sent": sent, "userId": user, "anonymousId": browser, "orderId": order, "total": "168.00"}))

for error in errors:
    print(error, file=sys.stderr)
sys.exit(1 if errors else 0)
