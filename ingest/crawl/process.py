"""The process of one visit: `python -m ingest.crawl.process`.

It takes the plan as one frame on standard input and answers with frames: a header as JSON, and after the header of
a snapshot its body; the last is `Finished`.
"""

import os
import sys
from typing import Any

from scrapy.crawler import CrawlerProcess

from corpus.documents import Snapshot
from ingest.crawl.plan import Finished, Plan
from ingest.crawl.spider import Result, SourceSpider
from ingest.frames import read_frame, write_frame
from ingest.settings import settings


def scrapy_settings() -> dict[str, Any]:
    """Scrapy's settings: polite, bounded, without what a visit does not need."""
    own = settings()
    return {
        "USER_AGENT": own.user_agent,
        "ROBOTSTXT_OBEY": True,
        "AUTOTHROTTLE_ENABLED": True,
        "AUTOTHROTTLE_START_DELAY": own.crawl_delay,
        "AUTOTHROTTLE_MAX_DELAY": max(30.0, own.crawl_delay),
        "DOWNLOAD_DELAY": own.crawl_delay,
        "CONCURRENT_REQUESTS": 4,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 2,
        "DOWNLOAD_TIMEOUT": own.fetch_seconds,
        "DOWNLOAD_MAXSIZE": own.max_bytes,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_FAIL_ON_DATALOSS": True,
        "REDIRECT_MAX_TIMES": own.max_redirects,
        "RETRY_TIMES": 2,
        "RETRY_HTTP_CODES": [429, 500, 502, 503, 504, 522, 524],
        "CLOSESPIDER_TIMEOUT": own.crawl_seconds,
        "MEMUSAGE_ENABLED": False,
        "COOKIES_ENABLED": False,
        "HTTPPROXY_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "REFERRER_POLICY": "no-referrer",
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/pdf,application/xml;q=0.9,*/*;q=0.5",
            "Accept-Language": "pl,en;q=0.3",
        },
        "DOWNLOADER_MIDDLEWARES": {"ingest.crawl.guard.GuardMiddleware": 999},
        "DNS_RESOLVER": "ingest.crawl.guard.PinnedResolver",
        "TWISTED_DNS_RESOLVER": "ingest.crawl.guard.PinnedResolver",
        "DOWNLOAD_HANDLERS": dict.fromkeys(("file", "ftp", "s3", "data")),
        "LOG_ENABLED": False,
    }


def main() -> int:
    """Make the visit."""
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=0) as answers:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # nothing a library prints may mix with the answers
        plan = Plan.model_validate_json(read_frame(sys.stdin.buffer))

        def emit(result: Result) -> None:
            if isinstance(result, Snapshot):
                write_frame(answers, result.model_dump_json(exclude={"body"}).encode())
                write_frame(answers, result.body)
            else:
                write_frame(answers, result.model_dump_json().encode())

        process = CrawlerProcess(scrapy_settings(), install_root_handler=False)
        crawler = process.create_crawler(SourceSpider)
        limit = min(plan.max_pages or settings().crawl_pages, settings().crawl_pages)
        process.crawl(crawler, plan=plan, limit=limit, emit=emit)
        process.start()
        write_frame(answers, _finished(crawler, limit).model_dump_json().encode())
    return 0


def _finished(crawler: Any, limit: int) -> Finished:
    spider = crawler.spider
    stated = str(crawler.stats.get_value("finish_reason") or "finished")
    reason = {"closespider_timeout": "time"}.get(stated, stated)
    if reason == "finished" and spider is not None and len(spider.asked) >= limit:
        reason = "pages"
    counts = spider.counts if spider is not None else {"pages": 0, "unchanged": 0, "problems": 1}
    return Finished(**counts, reason=reason, modified=spider.stated if spider is not None else {})


if __name__ == "__main__":
    sys.exit(main())
