"""The report (报告): one offline page in two languages, its figures and the data behind them."""
