<?xml version="1.0" encoding="UTF-8"?>
<!--
  What a person sees who opens a feed in a browser: what a feed is, how to subscribe, and its entries.
  One stylesheet for RSS and Atom; the words of the site's languages are put into it when it is published. Browsers are about to drop XSLT: feed.css, which feeds name after this file, takes its place. Nothing is loaded from elsewhere, and nothing needs script.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:atom="http://www.w3.org/2005/Atom"
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    exclude-result-prefixes="atom dc">

  <xsl:output method="html" encoding="UTF-8" indent="no" doctype-system="about:legacy-compat"/>

  <xsl:variable name="feed" select="/rss/channel | /atom:feed"/>
  <xsl:variable name="language" select="string($feed/language | $feed/@xml:lang)"/>
  <xsl:variable name="spoken" select="substring-before(concat($language, '-'), '-')"/>
  <xsl:variable name="direction">
    <xsl:choose>
      <xsl:when test="contains(' RIGHT-TO-LEFT ', concat(' ', $spoken, ' '))">rtl</xsl:when>
      <xsl:otherwise>ltr</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:variable name="title" select="string($feed/title | $feed/atom:title)"/>
  <xsl:variable name="self" select="string($feed/atom:link[@rel='self']/@href)"/>
  <xsl:variable name="home" select="string($feed/link | $feed/atom:link[@rel='alternate']/@href)"/>
  <xsl:variable name="calendar" select="string($feed/atom:link[@type='text/calendar']/@href)"/>

  <xsl:template match="/">
    <html lang="{$language}" dir="{$direction}">
      <head>
        <title>
          <xsl:value-of select="$title"/>
          <xsl:text> · </xsl:text>
          <xsl:call-template name="say"><xsl:with-param name="what" select="'feed'"/></xsl:call-template>
        </title>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <meta name="robots" content="noindex"/>
        <style>
          :root {
            color-scheme: light dark;
            --paper: #fbfaf8; --card: #fff; --ink: #23211f; --soft: #5c5751; --line: #e2ddd6; --accent: #1a5a96; --quiet: #f1ede6;
          }
          @media (prefers-color-scheme: dark) {
            :root {
              --paper: #17181a; --card: #202225; --ink: #e9e6e1; --soft: #b0aaa2; --line: #37393d; --accent: #8cc3f5; --quiet: #2a2c30;
            }
          }
          * { box-sizing: border-box; }
          html { background: var(--paper); color: var(--ink); font: 100%/1.6 system-ui, sans-serif; -webkit-text-size-adjust: 100%; }
          body { margin: 0 auto; max-width: 44rem; padding: clamp(1.25rem, 5vw, 3.5rem) 1.25rem 4rem; overflow-wrap: anywhere; }
          h1, h2, h3 { line-height: 1.25; text-wrap: balance; }
          h1 { font-size: clamp(1.6rem, 1.2rem + 2vw, 2.4rem); margin: .25rem 0 .5rem; }
          h2 { font-size: 1.2rem; margin: 0 0 .5rem; }
          h3 { font-size: 1.05rem; margin: 0; }
          p { margin: .5rem 0; }
          [dir="auto"] { text-align: match-parent; text-align: -webkit-match-parent; }
          a { color: var(--accent); text-underline-offset: .18em; }
          a:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: .2rem; }
          .kind { color: var(--soft); font-size: .9rem; margin: 0; }
          .about { color: var(--soft); font-size: 1.1rem; }
          .explain { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; margin: 2rem 0 2.5rem; padding: 1.25rem; }
          .explain ol { margin: .75rem 0 0; padding-inline-start: 1.4rem; }
          .explain li { margin: .4rem 0; }
          .address { background: var(--quiet); border-radius: .4rem; display: block; font: .95rem/1.5 ui-monospace, monospace;
                     margin: .4rem 0; padding: .6rem .75rem; user-select: all; -webkit-user-select: all; }
          /* Chromium covers this page with a notice that it will break once XSLT is gone. It will not: feed.css stands ready. */
          xslt-warning-banner { display: none !important; }
          .entries { list-style: none; margin: 0; padding: 0; }
          .entries > li { border-top: 1px solid var(--line); padding: 1.1rem 0; }
          .entries h3 a { color: inherit; text-decoration-color: var(--accent); }
          .entries time { color: var(--soft); font-size: .875rem; }
          .entries p { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 4; margin: .35rem 0 0; overflow: hidden; }
        </style>
      </head>
      <body>
        <header>
          <p class="kind"><xsl:call-template name="say"><xsl:with-param name="what" select="'feed'"/></xsl:call-template></p>
          <h1 dir="auto"><xsl:value-of select="$title"/></h1>
          <p class="about" dir="auto"><xsl:value-of select="$feed/description | $feed/atom:subtitle"/></p>
          <p>
            <a href="{$home}"><xsl:call-template name="say"><xsl:with-param name="what" select="'home'"/></xsl:call-template></a>
          </p>
        </header>
        <main>
          <section class="explain" aria-labelledby="explain">
            <h2 id="explain"><xsl:call-template name="say"><xsl:with-param name="what" select="'what'"/></xsl:call-template></h2>
            <p><xsl:call-template name="say"><xsl:with-param name="what" select="'answer'"/></xsl:call-template></p>
            <ol>
              <li>
                <xsl:call-template name="say"><xsl:with-param name="what" select="'copy'"/></xsl:call-template>
                <code class="address" dir="ltr"><xsl:value-of select="$self"/></code>
              </li>
              <li><xsl:call-template name="say"><xsl:with-param name="what" select="'paste'"/></xsl:call-template></li>
            </ol>
            <xsl:if test="$calendar != ''">
              <p>
                <xsl:call-template name="say"><xsl:with-param name="what" select="'dates'"/></xsl:call-template>
                <xsl:text> </xsl:text>
                <a href="{$calendar}"><xsl:call-template name="say"><xsl:with-param name="what" select="'calendar'"/></xsl:call-template></a>
              </p>
            </xsl:if>
          </section>
          <h2><xsl:call-template name="say"><xsl:with-param name="what" select="'entries'"/></xsl:call-template></h2>
          <xsl:choose>
            <xsl:when test="$feed/item | $feed/atom:entry">
              <ul class="entries"><xsl:apply-templates select="$feed/item | $feed/atom:entry"/></ul>
            </xsl:when>
            <xsl:otherwise>
              <p><xsl:call-template name="say"><xsl:with-param name="what" select="'none'"/></xsl:call-template></p>
            </xsl:otherwise>
          </xsl:choose>
        </main>
      </body>
    </html>
  </xsl:template>

  <xsl:template match="item">
    <li lang="{dc:language}">
      <h3 dir="auto"><a href="{link}"><xsl:value-of select="title"/></a></h3>
      <xsl:variable name="day">
        <xsl:call-template name="day"><xsl:with-param name="date" select="pubDate"/></xsl:call-template>
      </xsl:variable>
      <time datetime="{$day}"><xsl:value-of select="$day"/></time>
      <p dir="auto"><xsl:call-template name="unescape"><xsl:with-param name="text" select="description"/></xsl:call-template></p>
    </li>
  </xsl:template>

  <xsl:template match="atom:entry">
    <li lang="{@xml:lang}">
      <h3 dir="auto"><a href="{atom:link[@rel='alternate']/@href}"><xsl:value-of select="atom:title"/></a></h3>
      <time datetime="{atom:published}"><xsl:value-of select="substring(atom:published, 1, 10)"/></time>
      <p dir="auto"><xsl:value-of select="atom:summary"/></p>
    </li>
  </xsl:template>

  <!-- "Fri, 06 Nov 2026 00:00:00 +0000" as "2026-11-06", which reads the same in every language. -->
  <xsl:template name="day">
    <xsl:param name="date"/>
    <xsl:variable name="month" select="substring($date, 9, 3)"/>
    <xsl:variable name="before" select="string-length(substring-before('JanFebMarAprMayJunJulAugSepOctNovDec', $month))"/>
    <xsl:value-of select="concat(substring($date, 13, 4), '-', format-number($before div 3 + 1, '00'), '-', substring($date, 6, 2))"/>
  </xsl:template>

  <!-- RSS descriptions are HTML; ours hold text only, so three entities are all that must be undone, '&' last. -->
  <xsl:template name="unescape">
    <xsl:param name="text"/>
    <xsl:variable name="opened">
      <xsl:call-template name="replace">
        <xsl:with-param name="text" select="$text"/>
        <xsl:with-param name="old" select="'&amp;lt;'"/>
        <xsl:with-param name="new" select="'&lt;'"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="closed">
      <xsl:call-template name="replace">
        <xsl:with-param name="text" select="$opened"/>
        <xsl:with-param name="old" select="'&amp;gt;'"/>
        <xsl:with-param name="new" select="'&gt;'"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:call-template name="replace">
      <xsl:with-param name="text" select="$closed"/>
      <xsl:with-param name="old" select="'&amp;amp;'"/>
      <xsl:with-param name="new" select="'&amp;'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="replace">
    <xsl:param name="text"/>
    <xsl:param name="old"/>
    <xsl:param name="new"/>
    <xsl:choose>
      <xsl:when test="contains($text, $old)">
        <xsl:value-of select="concat(substring-before($text, $old), $new)"/>
        <xsl:call-template name="replace">
          <xsl:with-param name="text" select="substring-after($text, $old)"/>
          <xsl:with-param name="old" select="$old"/>
          <xsl:with-param name="new" select="$new"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The words, by the language of the feed. -->
  <xsl:template name="say">
    <xsl:param name="what"/>
    <!-- WORDS -->
  </xsl:template>
</xsl:stylesheet>
