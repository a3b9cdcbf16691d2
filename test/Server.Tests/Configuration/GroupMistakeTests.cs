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
    [InlineData("group: g\nhosts: [ { name: a, clustered: true } ]\n",
        """
        viaduct.yaml:2:21: error: clustered is not supported by this version.
          why: The key of clustered hosts is cluster, with its group beneath.
          fix: Remove clustered.
        """)]
    [InlineData("group: g\nhosts: [ { name: a, cluster: { owners: [ x, y ], preferred: [ z ] } } ]\n",
        """
        viaduct.yaml:2:63: error: It may not be active on z.
          why: preferred names servers that stand in the owners: x, y.
          fix: Remove it, or add it to the owners.
        """)]
    [InlineData("group: g\nhosts: [ { name: a, servers: [ x, y ], cluster: { owners: [ z, y ] } } ]\n",
        """
        viaduct.yaml:2:61: error: The host does not run on z.
          why: owners names servers that stand in the servers of the host: x, y.
          fix: Remove it, or add it to the servers of the host.
        """)]
    [InlineData("group: g\nhosts: [ { name: a, cluster: { owners: [] } } ]\n",
        """
        viaduct.yaml:2:40: error: The cluster has no owners.
          why: The host would be active nowhere.
          fix: Name servers, or remove owners: then it is active where the host runs.
        """)]
    [InlineData("group: g\nhosts: [ { name: a, cluster: { preferred: [ x, y, x ] } } ]\n",
        """
        viaduct.yaml:2:51: error: x stands twice in preferred.
          why: Each server has one place.
          fix: Remove one of them.
        """)]
    [InlineData("group: g\nhosts: [ { name: a, cluster: { preferred: [ x, y ], failback: later } } ]\n",
        """
        viaduct.yaml:2:63: error: later is no time of failback.
          why: It is never, immediate, or two different times of the day.
          fix: Write for example 22:00-06:00 (UTC).
        """)]
    [InlineData("group: g\nhosts: [ { name: a, cluster: { failback: immediate } } ]\n",
        """
        viaduct.yaml:2:42: error: It has a time of failback, and no server that is preferred.
          why: It goes back to a preferred server.
          fix: Add preferred: [ … ], or remove failback.
        """)]
    [InlineData("group: g\nhosts: [ { name: a, cluster: { group: b } }, { name: b, cluster: { owners: [ x, y ] } } ]\n",
        """
        viaduct.yaml:2:66: error: b says something else of cluster group b than a.
          why: Its hosts move together: owners, preferred and failback are the same.
          fix: Write the same for both.
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
