"""Files in; linked, dated, explained tables out: who worked without protection, and on which days?"""
