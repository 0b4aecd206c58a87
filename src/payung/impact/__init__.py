"""Did a briefing help? Numbers of firms in, an estimate with its interval out; knows nothing of the house."""
