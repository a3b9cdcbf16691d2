namespace Viaduct.Server.Tests.Configuration;

/// <summary>The mistakes that people make most, with the words they get.</summary>
public class ConfigurationMistakeTests
{
    private const string Port = "application: a\nsendPorts:\n- name: p\n  host: send\n  filter: exists messageType\n";
    private const string Folder = "  folder: { path: /x }\n";

    [Theory]
    [InlineData(Port + "  folders: { path: /x }\n",
        """
        viaduct.yaml:9:3: error: The key folders is not known.
          why: A send port has the keys name, host, filter, state, retry, send, maps, dynamic, order, twoWay,
        """ + " " + """
        receive, responseMaps, track, and one of the adapters folder.
          fix: Write folder.
        """)]
    [InlineData(Port,
        """
        viaduct.yaml:6:3: error: The send port has no adapter.
          why: The adapter says where messages come from or go to.
          fix: Add one of these keys, with its options beneath: folder.
        """)]
    [InlineData(Port + Folder + "  ftp: { server: x }\n",
        """
        viaduct.yaml:10:3: error: ftp is not supported by this version.
          why: The adapter for FTP comes in a later version.
          fix: Use one of folder.
        """)]
    [InlineData(Port + "  folder: { mask: x }\n",
        """
        viaduct.yaml:9:11: error: Adapter folder has no path.
          why: The folder.
          fix: Add path: /var/spool/in.
        """)]
    [InlineData(Port + "  folder: { path: /x, evrey: 5s }\n",
        """
        viaduct.yaml:9:23: error: The key evrey is not known.
          why: Adapter folder has the keys path, mask, every, batch, largest, mode, readOnly, factor, except, owner.
          fix: Write every.
        """)]
    [InlineData(Port + "  folder: { path: /x, every: 5 minutes }\n",
        """
        viaduct.yaml:9:30: error: "5 minutes" does not fit every.
          why: It is a time.
          fix: Write a number with ms, s, m, h or d, for example 5s.
        """)]
    [InlineData(Port + "  folder: { path: /x, every: 5 }\n",
        """
        viaduct.yaml:9:30: error: "5" does not fit every.
          why: It is a time.
          fix: Write a number with ms, s, m, h or d, for example 5s.
        """)]
    [InlineData(Port + "  folder: { path: /x, batch: 0 }\n",
        """
        viaduct.yaml:9:30: error: batch is 0.
          why: It is at least 1.
          fix: Write 1 or more.
        """)]
    [InlineData(Port + "  folder: { path: /x, mode: overwite }\n",
        """
        viaduct.yaml:9:29: error: "overwite" does not fit mode.
          why: It is one of a few words.
          fix: Write overwrite.
        """)]
    [InlineData(Port + "  folder: { path: /x, readOnly: yes }\n",
        """
        viaduct.yaml:9:33: error: "yes" does not fit readOnly.
          why: It is true or false.
          fix: Write true or false.
        """)]
    [InlineData(Port + "  folder: { path: /a/../b }\n",
        """
        viaduct.yaml:9:3: error: The path has .. in it.
          why: The adapter folder checks its options as a whole.
          fix: Correct the options beneath folder.
        """)]
    [InlineData(Port + Folder + "  retry: { count: 1001 }\n",
        """
        viaduct.yaml:10:19: error: count is 1001.
          why: It is at most 1000.
          fix: Write 1000 or less.
        """)]
    [InlineData(Port + Folder + "  backup: { folder: { path: /y } }\n",
        """
        viaduct.yaml:10:3: error: backup is not supported by this version.
          why: Backup transports come in a later version; after the retries a message is suspended now.
          fix: Remove backup.
        """)]
    [InlineData(Port + Folder + "  maps: [ a.xsl ]\n",
        """
        viaduct.yaml:10:11: error: maps is not supported by this version.
          why: Maps come in a later version; messages go out as they came in now.
          fix: Remove maps.
        """)]
    [InlineData(Port + Folder + "  send: [ flatFile ]\n",
        """
        viaduct.yaml:10:11: error: flatFile is not supported by this version.
          why: Flat files come in a later version.
          fix: Remove it.
        """)]
    [InlineData(Port + Folder + "  send: [ sign, assemble ]\n",
        """
        viaduct.yaml:10:17: error: assemble cannot stand behind sign.
          why: assemble belongs to the stage Assemble, which comes before Encode.
          fix: Put it before sign.
        """)]
    [InlineData(Port + Folder + "  send: sign\n",
        """
        viaduct.yaml:10:9: error: send has a single value where a list belongs.
          why: Several may stand there, so even a single one is written as a list.
          fix: Write send: [ … ].
        """)]
    [InlineData(Port + Folder + "  send: [ sign: { schema: missing.xsd } ]\n",
        """
        viaduct.yaml:10:11: error: A file of sign cannot be read.
          why: There is no file missing.xsd in the configuration.
          fix: Correct the path or the file.
        """)]
    [InlineData(Port + Folder + "  send: [ sign: { schema: ../../etc/passwd } ]\n",
        """
        viaduct.yaml:10:11: error: A file of sign cannot be read.
          why: The path ../../etc/passwd is not allowed. The path leads out of the configuration's folder.
          fix: Correct the path or the file.
        """)]
    [InlineData(Port + Folder + "  send: [ sign: { schema: bad.xsd } ]\n",
        """
        bad.xsd:7: error: The file cannot be used.
          why: The element bad is not allowed.
          fix: Correct it, or name another one in viaduct.yaml, line 10.
        """)]
    [InlineData(Port + Folder + "  host: send\n",
        """
        viaduct.yaml:10:3: error: The key host stands twice.
          why: It already stands in line 7, and only one value can count.
          fix: Remove one of them.
        """)]
    [InlineData("application: a\nsendPorts:\n- name: p\n  filter: exists messageType\n" + Folder,
        """
        viaduct.yaml:6:3: error: The send port p has no host.
          why: The group has several hosts, so the host must be named.
          fix: Add host: with one of receive, send.
        """)]
    [InlineData("application: a\nsendPorts:\n- name: p\n  filter: exists messageType\n  host: Send\n" + Folder,
        """
        viaduct.yaml:8:9: error: There is no host Send.
          why: The group has the hosts receive, send.
          fix: Write send.
        """)]
    [InlineData("application: a\nsendPorts:\n- name: p\n  filter: receivePort = \"x\"\n  host: send\n" + Folder,
        """
        viaduct.yaml:7:23: error: = is not part of the filter language.
          why: Filters have ==, !=, <, <=, >, >=, exists, and, or, and parentheses.
          fix: Write == to compare.
        """)]
    [InlineData("application: a\nsendPorts:\n- name: p\n  filter: >\n    exists messageType\n    or\n  host: send\n"
        + Folder,
        """
        viaduct.yaml:7:11: error: At character 23 of the filter: A comparison is missing before the end of the filter.
          why: Here a property, exists or ( must follow.
          fix: Complete the filter, or remove what is left over.
        """)]
    [InlineData("application: a\nsendPorts:\n- name: p\n  filter: FOLDER.Size > 1\n  host: send\n" + Folder,
        """
        viaduct.yaml:7:11: error: FOLDER.Size cannot be routed on.
          why: The property is written, not promoted, and filters see promoted properties only.
          fix: Filter on a property that is promoted, for example receivePort.
        """)]
    [InlineData("application: a\nsendPorts:\n- name: p\n  host: send\n" + Folder,
        """
        viaduct.yaml:6:3: warning: No message reaches the send port p.
          why: It has no filter and is in no send port group with one.
          fix: Add a filter, or write state: unenlisted.
        """)]
    [InlineData("application: a\nsendPorts:\n- name: p\n  filter: receivePort == 'orders'\n  host: send\n" + Folder,
        """
        viaduct.yaml:7:11: warning: There is no receive port orders.
          why: The comparison can never be true.
          fix: Correct the filter, or add the port.
        """)]
    [InlineData("application: a\nsendPortGroups:\n- { name: g, ports: [ p ], filter: exists messageType }\n",
        """
        viaduct.yaml:6:23: error: There is no send port p.
          why: Members of a group are send ports.
          fix: Add the port, or remove it from the group.
        """)]
    [InlineData("aplication: a\n",
        """
        viaduct.yaml:4:1: error: The document is neither a group nor an application.
          why: It has no key group and no key application.
          fix: Write application instead of aplication.
        """)]
    [InlineData("application: a\nhosts: [ { name: x } ]\n",
        """
        viaduct.yaml:5:1: error: The key hosts is not known.
          why: Application has the keys application, propertySchemas, receivePorts, sendPorts, sendPortGroups.
          fix: Move it: hosts is a key of a group.
        """)]
    [InlineData("application: a\norchestrations: []\n",
        """
        viaduct.yaml:5:1: error: orchestrations is not supported by this version.
          why: Orchestrations come in a later version; messages are routed by filters now.
          fix: Remove orchestrations.
        """)]
    [InlineData("application:\n",
        """
        viaduct.yaml:4:1: error: The key application has no value.
          why: A key without a value says nothing.
          fix: Give it a value, or remove it to get the default.
        """)]
    [InlineData("application: ${NAME}\n",
        """
        viaduct.yaml:4:14: error: The variable NAME is not set.
          why: It has no default either.
          fix: Set NAME in the environment of viaduct, or write ${NAME:default}.
        """)]
    [InlineData("application: a\npropertySchemas: [ { prefix: BTS, namespace: urn:x } ]\n",
        """
        viaduct.yaml:5:30: error: The prefix BTS is taken.
          why: It stands for properties of the system or of an adapter.
          fix: Use another prefix.
        """)]
    [InlineData("application: a\npropertySchemas: [ { prefix: X, file: bad.xsd } ]\n",
        """
        viaduct.yaml:5:39: error: bad.xsd, line 1, is no property schema.
          why: Data at the root level is invalid. Line 1, position 1.
          fix: Correct the file, or write namespace: and properties: here.
        """)]
    public void Validate_OneMistake_SaysWhereWhatWhyAndFix(string application, string expected)
    {
        using var files = ConfigurationUnderTest.With(application).Write("bad.xsd", "bad");
        Assert.Equal(expected.ReplaceLineEndings("\n"), files.OnlyProblem());
    }

    [Theory]
    [InlineData("solicitResponse")]
    [InlineData("orderedDelivery")]
    [InlineData("serviceWindow")]
    [InlineData("failedMessageRouting")]
    [InlineData("priority")]
    [InlineData("throttling")]
    [InlineData("acknowledgements")]
    [InlineData("parties")]
    [InlineData("editAndResubmit")]
    public void Validate_FeatureThatComesLater_IsRefusedByName(string key)
    {
        using var files = ConfigurationUnderTest.With($"{Port}{Folder}  {key}: true\n");
        Assert.StartsWith($"viaduct.yaml:10:3: error: {key} is not supported by this version.", files.OnlyProblem(),
            StringComparison.Ordinal);
    }
}
