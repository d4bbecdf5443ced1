using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PortfolioGraph.Clients.Tests.Documents;

/// <summary>
/// The pages for users, followed to the letter. Behind the language of a fenced block stands what else it is: <c>error</c>, which has to end in an error
/// of GraphQL, where all others must not; <c>answer</c>, what the block before writes; <c>variables</c> of the document before; or the file that it is cut out of.
/// </summary>
public sealed class DocumentTests
{
    private static readonly string[] All =
        [.. Directory.GetFiles(Path.Combine(RepositoryFile.Root, "docs"), "*.md").Select(file => $"docs/{Path.GetFileName(file)}").Append("README.md").Order(StringComparer.Ordinal)];

    public static TheoryData<string> Pages { get; } = [.. All];

    public static TheoryData<string> PagesWithCommands { get; } =
        [.. All.Where(page => CodeBlock.Of(page).Any(block => block.Language is "sh" or "graphql" && !NotRun.Contains(block)))];

    [PageTheory]
    [MemberData(nameof(PagesWithCommands))]
    public async Task Page_FollowedInOneShell_Works(string page)
    {
        var blocks = CodeBlock.Of(page);
        using var shell = new PageShell();
        var written = await shell.RunAsync(blocks);

        CodeBlock? last = null;
        foreach (var block in blocks)
        {
            if (written.TryGetValue(block, out var output))
            {
                last = block;
                Values(output).Any(value => value is JsonObject answer && answer.ContainsKey("errors")).ShouldBe(block.Info == "error", $"{block}: {output}");
            }
            else if (block.Info == "answer")
            {
                var expected = written[last.ShouldNotBeNull($"{block} is the answer to nothing")];
                if (block.Language == "json") JsonNode.DeepEquals(Values(expected).LastOrDefault(), JsonNode.Parse(block.Text)).ShouldBeTrue($"{block}: {expected}");
                else expected.TrimEnd().ShouldBe(block.Text, $"{block}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_WhatIsNoCommand_IsOfTheKindThatItSays(string page)
    {
        foreach (var block in CodeBlock.Of(page).Where(block => !NotRun.Contains(block)))
        {
            if (block.Language == "json") Should.NotThrow(() => JsonNode.Parse(block.Text), $"{block}");
            if (block.Info.Contains('/')) RepositoryFile.Read(block.Info).ReplaceLineEndings("\n").ShouldContain(block.Text, customMessage: $"{block}");
            else block.Language.ShouldBeOneOf(["", "text", "sh", "graphql", "json"], $"{block} is neither cut out of a file that is tested, nor in the list of what is not run");
        }
    }

    [Fact]
    public void NotRun_NamesBlocksThatAreThere()
    {
        var blocks = All.SelectMany(CodeBlock.Of).Select(block => (block.Page, block.FirstLine));
        NotRun.Reasons.Keys.Except(blocks).ShouldBeEmpty();
    }

    /// <summary>The JSON in an output: each value that begins a line, or follows another.</summary>
    private static List<JsonNode> Values(string output)
    {
        List<JsonNode> values = [];
        var bytes = Encoding.UTF8.GetBytes(output);
        for (var at = 0; at < bytes.Length;)
        {
            if (bytes[at] is (byte)'{' or (byte)'[')
            {
                try
                {
                    var reader = new Utf8JsonReader(bytes.AsSpan(at), new JsonReaderOptions { AllowMultipleValues = true });
                    values.Add(JsonNode.Parse(ref reader)!);
                    at += (int)reader.BytesConsumed;
                    continue;
                }
                catch (JsonException)
                {
                    // Text of another kind.
                }
            }

            var end = Array.IndexOf(bytes, (byte)'\n', at);
            at = end < 0 ? bytes.Length : end + 1;
        }

        return values;
    }
}
