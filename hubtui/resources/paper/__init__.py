"""Papers: the tab of daily ones and found ones, and the page of one."""
