"""Sources followed with Scrapy: `crawl` visits one, `discover` finds out how to."""

from ingest.crawl.discover import Discovery, discover
from ingest.crawl.plan import Finished, Found, Plan, PlanKind, Problem, Unchanged
from ingest.crawl.run import crawl

__all__ = ["Discovery", "Finished", "Found", "Plan", "PlanKind", "Problem", "Unchanged", "crawl", "discover"]
