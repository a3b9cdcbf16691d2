<?xml version="1.0" encoding="utf-8"?>
<!-- From the rows of a stock list to an inventory, what is in stock only. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:s0="urn:viaduct:samples:stock" xmlns:ns0="urn:viaduct:samples:inventory"
                exclude-result-prefixes="s0">
  <xsl:output method="xml" />
  <xsl:template match="/s0:Stock">
    <ns0:Inventory total="{sum(Row/Quantity)}">
      <xsl:for-each select="Row[Quantity &gt; 0]">
        <ns0:Article number="{Article}" quantity="{Quantity}" place="{Place}">
          <xsl:value-of select="Text" />
        </ns0:Article>
      </xsl:for-each>
    </ns0:Inventory>
  </xsl:template>
</xsl:stylesheet>
