"""Reports: the results of a run, for a pull request, for CI, and as a page to look at."""

from qa.evaluation.reports.html import html
from qa.evaluation.reports.junit import junit
from qa.evaluation.reports.markdown import markdown
from qa.evaluation.reports.report import Before, Change, Past, Report, Verdict

__all__ = ["Before", "Change", "Past", "Report", "Verdict", "html", "junit", "markdown"]
