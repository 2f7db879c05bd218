"""The only place that opens http: pictures of the web, after somebody asked for them.

May: fetch one picture at a time, within limits, from public addresses. May not: send anything that
says who asks (no cookie, no referrer, no login), fetch anything else, or be used but by
``mailroom.service.pictures``.
"""
