<?xml version="1.0" encoding="utf-8"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:o="urn:first-flow" xmlns="urn:first-flow:invoice" exclude-result-prefixes="o">
  <xsl:output indent="yes" />
  <xsl:template match="/o:Order">
    <Invoice order="{id}">
      <Customer><xsl:value-of select="customer" /></Customer>
      <xsl:for-each select="lines">
        <Line article="{article}" pieces="{pieces}" />
      </xsl:for-each>
      <Total><xsl:value-of select="total" /></Total>
    </Invoice>
  </xsl:template>
</xsl:stylesheet>
