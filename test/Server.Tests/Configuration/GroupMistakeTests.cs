namespace Viaduct.Server.Tests.Configuration;

/// <summary>The mistakes that people make in the document of the group, with the words they get.</summary>
public class GroupMistakeTests
{
    [Theory]
    [InlineData("group: g\nstore: mysql:x\n",
        """
        viaduct.yaml:2:8: error: The address of the store cannot be used.
          why: It begins with neither sqlite: nor postgres://.
          fix: Write sqlite:PATH, or postgres://USER@HOST,HOST/DATABASE.
        """)]
    [InlineData("group: g\nstore: postgres://u:secret@h/d\n",
        """
        viaduct.yaml:2:8: error: The address of the store cannot be used.
          why: It holds a password, and configurations are kept in the store; set PGPASSWORD or PGPASSFILE.
          fix: Write sqlite:PATH, or postgres://USER@HOST,HOST/DATABASE.
        """)]
    [InlineData("group: g\nhosts: [ { name: a, cluster: { preferred: [ x ] } } ]\n",
        """
        viaduct.yaml:2:21: error: cluster is not supported by this version.
          why: Clustered hosts come in a later version.
          fix: Remove cluster.
        """)]
    [InlineData("group: g\nhosts: [ { name: a, servers: [] } ]\n",
        """
        viaduct.yaml:2:30: error: The host has no servers.
          why: It would run nowhere.
          fix: Name servers, or remove servers: then it runs on all.
        """)]
    [InlineData("group: g\nhosts: [ { name: a, servers: [ x, x ] } ]\n",
        """
        viaduct.yaml:2:35: error: x stands twice in the servers of the host.
          why: At most one instance of a host is on a server.
          fix: Remove one of them.
        """)]
    [InlineData("group: g\nhosts: [ { name: a }, { name: A } ]\n",
        """
        viaduct.yaml:2:31: error: The name A is taken.
          why: The host in viaduct.yaml, line 2, has it, and hosts have different names.
          fix: Rename one of them.
        """)]
    [InlineData("group: g\nlimits: { bodyBytes: 5MB, inlineBytes: 6MB }\n",
        """
        viaduct.yaml:2:9: error: limits.inlineBytes is larger than limits.bodyBytes.
          why: A body that may be kept in memory must be allowed at all.
          fix: Lower inlineBytes, or raise bodyBytes.
        """)]
    [InlineData("group: g\nlimits: { bodyBytes: lots }\n",
        """
        viaduct.yaml:2:22: error: "lots" does not fit bodyBytes.
          why: It is a number of bytes.
          fix: Write a number with B, KB, MB or GB, for example 8MB.
        """)]
    [InlineData("group: \" g\"\n",
        """
        viaduct.yaml:1:8: error: The name of the group cannot be used.
          why: It begins or ends with a space.
          fix: Write another name.
        """)]
    [InlineData("group: g\n---\ngroup: h\n",
        """
        viaduct.yaml:3:1: error: There are two documents of the group.
          why: The first stands in viaduct.yaml, line 1.
          fix: Put all of it into one.
        """)]
    [InlineData("group: g\napplication: a\n",
        """
        viaduct.yaml:2:1: error: A document is a group or an application, not both.
          why: group stands in line 1.
          fix: Separate the two by a line ---.
        """)]
    public void Validate_OneMistakeInTheGroup_SaysWhereWhatWhyAndFix(string group, string expected)
    {
        using var files = new ConfigurationUnderTest().Write("viaduct.yaml", group)
            .Write("applications/a/application.yaml", "application: a\n");
        Assert.Equal(expected.ReplaceLineEndings("\n"), files.OnlyProblem());
    }
}
