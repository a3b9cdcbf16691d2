<?xml version="1.0" encoding="utf-8"?>
<!-- From a shipment to the line that the carrier prints a label of. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:s0="urn:viaduct:samples:shipments" xmlns:ns0="urn:viaduct:samples:labels"
                exclude-result-prefixes="s0">
  <xsl:output method="xml" />
  <xsl:template match="/s0:Shipment">
    <ns0:Label>
      <Line>
        <Number><xsl:value-of select="s0:Number" /></Number>
        <Name><xsl:value-of select="s0:Recipient/s0:Name" /></Name>
        <Street><xsl:value-of select="s0:Recipient/s0:Street" /></Street>
        <City><xsl:value-of select="s0:Recipient/s0:City" /></City>
        <Country><xsl:value-of select="s0:Recipient/s0:Country" /></Country>
        <Kilograms><xsl:value-of select="format-number(s0:Grams div 1000, '0.000')" /></Kilograms>
      </Line>
    </ns0:Label>
  </xsl:template>
</xsl:stylesheet>
