<?xml version="1.0" encoding="utf-8"?>
<!-- From an order to its invoice. Try it: viaduct map (see README.md). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:o="urn:sample-app:orders" xmlns="urn:sample-app:invoices" exclude-result-prefixes="o">
  <xsl:output method="xml" indent="yes" />
  <xsl:template match="/o:Order">
    <Invoice order="{o:Number}">
      <Customer><xsl:value-of select="o:Customer" /></Customer>
      <xsl:apply-templates select="o:Line" />
      <Total>
        <xsl:call-template name="sum"><xsl:with-param name="lines" select="o:Line" /></xsl:call-template>
      </Total>
    </Invoice>
  </xsl:template>
  <xsl:template match="o:Line">
    <Line article="{@article}"><xsl:value-of select="format-number(@quantity * @price, '0.00')" /></Line>
  </xsl:template>
  <!-- XPath 1.0 sums no products: one line after the other. -->
  <xsl:template name="sum">
    <xsl:param name="lines" />
    <xsl:param name="total" select="0" />
    <xsl:choose>
      <xsl:when test="$lines">
        <xsl:call-template name="sum">
          <xsl:with-param name="lines" select="$lines[position() &gt; 1]" />
          <xsl:with-param name="total" select="$total + $lines[1]/@quantity * $lines[1]/@price" />
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="format-number($total, '0.00')" /></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
