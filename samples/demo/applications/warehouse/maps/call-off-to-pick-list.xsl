<?xml version="1.0" encoding="utf-8"?>
<!-- From a call-off to a list for the people who pick the articles, sorted by article. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:s0="urn:viaduct:samples:call-offs" xmlns:ns0="urn:viaduct:samples:pick-lists"
                exclude-result-prefixes="s0">
  <xsl:output method="xml" />
  <xsl:template match="/s0:CallOff">
    <ns0:PickList>
      <Title>
        <Number><xsl:value-of select="Head/Number" /></Number>
        <Day><xsl:value-of select="Head/Day" /></Day>
      </Title>
      <xsl:for-each select="Item">
        <xsl:sort select="Article" />
        <Line>
          <Quantity><xsl:value-of select="Quantity" /></Quantity>
          <Article><xsl:value-of select="Article" /></Article>
          <Text><xsl:value-of select="substring(Text, 1, 30)" /></Text>
        </Line>
      </xsl:for-each>
    </ns0:PickList>
  </xsl:template>
</xsl:stylesheet>
