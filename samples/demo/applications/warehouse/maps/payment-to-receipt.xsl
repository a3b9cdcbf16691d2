<?xml version="1.0" encoding="utf-8"?>
<!-- From a line of the bank to a receipt: cents become an amount. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:s0="urn:viaduct:samples:payments" xmlns:ns0="urn:viaduct:samples:receipts"
                exclude-result-prefixes="s0">
  <xsl:output method="xml" />
  <xsl:template match="/s0:Payments">
    <ns0:Receipt currency="{Payment/Currency}">
      <ns0:Day><xsl:value-of select="Payment/Day" /></ns0:Day>
      <ns0:Invoice><xsl:value-of select="Payment/Reference" /></ns0:Invoice>
      <ns0:Amount><xsl:value-of select="format-number(Payment/Cents div 100, '0.00')" /></ns0:Amount>
      <ns0:From account="{Payment/Account}"><xsl:value-of select="Payment/Payer" /></ns0:From>
    </ns0:Receipt>
  </xsl:template>
</xsl:stylesheet>
