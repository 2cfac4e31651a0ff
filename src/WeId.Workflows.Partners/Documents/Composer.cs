using System.Globalization;
using Fluid;
using Microsoft.Extensions.Options;
using WeId.Workflows.Domain.Documenten;
using WeId.Workflows.Domain.Tijd;
using WeId.Workflows.Domain.Verzendingen;

namespace WeId.Workflows.Partners.Documents;

/// <summary>Fills a template: one parse gives the letter, the mail with its text part, or the text message.</summary>
public sealed class Composer(TemplateStore templates, IOptions<HuisstijlOptions> options, IDocumentRenderer renderer) : IPdfMaker
{
    private const string Pdf = "application/pdf";

    private static readonly Fluid.TemplateOptions Fluid = StrictOptions();
    private static readonly MarkdownEncoder Escape = new();
    private static readonly PlainEncoder Plain = new();

    /// <summary>Makes what is sent.</summary>
    /// <param name="to">Template, channel, language and receiver.</param>
    /// <param name="gegevens">The template's data.</param>
    /// <exception cref="DocumentException">There is no such template, or it cannot be written with these data.</exception>
    public Bericht Compose(Bestemming to, TemplateGegevens gegevens)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(gegevens);
        var template = templates.Get(to.Template);
        var huisstijl = options.Value;
        var culture = TemplateValues.CultureOf(to.Template.Taal);
        var values = TemplateValues.Of(gegevens, culture);
        values["ontvanger"] = new Dictionary<string, object?> { ["naam"] = TemplateValues.Clean(to.OntvangerNaam) };
        values["afzender"] = TemplateValues.Afzender(huisstijl);
        var context = new TemplateContext(values, Fluid) { CultureInfo = culture };

        try
        {
            if (to.Template.Kanaal is VerzendKanaal.Sms)
            {
                return new() { Text = TemplateValues.Clean(template.Body.Render(context, Plain)) };
            }

            var subject = TemplateValues.Clean(template.Subject!.Render(context, Plain));
            var blocks = MarkdownReader.Read(template.Body.Render(context, Escape), templates.Beeld);
            var document = new Document
            {
                Title = subject,
                Language = to.Template.Taal,
                Letterhead = Briefpapier.HeadOf(huisstijl),
                Blocks = to.Template.Kanaal is VerzendKanaal.Mail ? blocks : Letter(to, subject, blocks, culture),
            };
            return to.Template.Kanaal is VerzendKanaal.Mail ? Mail(to, document, context, culture) : Letter(to, document);
        }
        catch (FluidException e)
        {
            throw new DocumentException($"Template {to.Template} cannot be filled.", e);
        }
    }

    /// <inheritdoc />
    public byte[] Make(TemplateGegevens gegevens, string taal, DateTimeOffset op)
    {
        ArgumentNullException.ThrowIfNull(gegevens);
        var template = new TemplateKey(TemplateGegevens.NameOf(gegevens.GetType()), VerzendKanaal.Post, taal);
        return Compose(new(template, options.Value.Naam, string.Join('\n', options.Value.Adresregels), op), gegevens).Pdf!;
    }

    private Bericht Mail(Bestemming to, Document mail, TemplateContext context, CultureInfo culture)
    {
        var bijlage = Bijlage(to, mail, context, culture);
        return new()
        {
            Onderwerp = mail.Title,
            Html = DocumentHtml.Write(mail),
            Text = DocumentText.Write(mail),
            Bijlagen = bijlage is { } met ? [met.Bestand] : [],
            TeBewaren = bijlage is { HoldsCode: false } kept ? [kept.Bestand] : [],
        };
    }

    private Bericht Letter(Bestemming to, Document letter)
    {
        var pdf = renderer.Render(letter);
        return new()
        {
            Onderwerp = letter.Title,
            Pdf = pdf,
            GeredigeerdPdf = renderer.Render(letter.Redact()),
            TeBewaren = letter.HoldsCode ? [] : [new($"{to.Template.Name}.pdf", Pdf, pdf)],
        };
    }

    /// <summary>The PDF that goes with the mail, on the same paper and under the same date; none when there is no template for it.</summary>
    private (MailBijlage Bestand, bool HoldsCode)? Bijlage(Bestemming to, Document mail, TemplateContext context, CultureInfo culture)
    {
        if (templates.FindBijlage(to.Template) is not { } template)
        {
            return null;
        }

        var title = TemplateValues.Clean(template.Subject!.Render(context, Plain));
        var document = mail with
        {
            Title = title,
            Blocks = [new Block.Heading(1, [new Inline.Text(title)]), DateOf(to, culture), .. MarkdownReader.Read(template.Body.Render(context, Escape), templates.Beeld)],
        };
        return (new(FileName(TemplateValues.Clean(template.FileName!.Render(context, Plain))), Pdf, renderer.Render(document)), document.HoldsCode);
    }

    /// <summary>A value in the name must not lead into a folder or trip a mail program.</summary>
    private static string FileName(string name) =>
        string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '-')).TrimStart('.');

    private static Block.Paragraph DateOf(Bestemming to, CultureInfo culture) =>
        new([new Inline.Text(TemplateValues.Date(AmsterdamTime.DateOf(to.Op), culture))]);

    /// <summary>What stands in the window: each line once.</summary>
    internal static IReadOnlyList<string> WindowLines(string naam, string adres) =>
        [.. new[] { naam }.Concat(adres.Split('\n')).Select(TemplateValues.Clean).Where(line => line.Length > 0).Distinct()];

    private static List<Block> Letter(Bestemming to, string subject, IReadOnlyList<Block> body, CultureInfo culture) =>
    [
        new Block.AddressWindow(WindowLines(to.OntvangerNaam, to.Adres)),
        DateOf(to, culture),
        new Block.Heading(1, [new Inline.Text(subject)]),
        .. body,
    ];

    private static Fluid.TemplateOptions StrictOptions()
    {
        var options = new Fluid.TemplateOptions { StrictVariables = true, StrictFilters = true, MaxSteps = 10_000, MaxRecursion = 10 };
        // It would let a value become markup.
        options.Filters.AddFilter("raw", (_, _, _) => throw new DocumentException("A template uses the filter raw."));
        return options;
    }
}

/// <summary>What is to be composed, and for whom.</summary>
/// <param name="Template">Template, channel and language.</param>
/// <param name="OntvangerNaam">Name of the receiver.</param>
/// <param name="Adres">As in <see cref="Verzending.Adres"/>.</param>
/// <param name="Op">Date of the letter.</param>
public sealed record Bestemming(TemplateKey Template, string OntvangerNaam, string Adres, DateTimeOffset Op);

/// <summary>What a reader gets to see; which parts are there depends on the channel.</summary>
public sealed record Bericht
{
    /// <summary>Subject; mails and letters.</summary>
    public string? Onderwerp { get; init; }

    /// <summary>Text message, or the text part of a mail.</summary>
    public string? Text { get; init; }

    /// <summary>HTML part of a mail.</summary>
    public string? Html { get; init; }

    /// <summary>Files that go with a mail.</summary>
    public IReadOnlyList<MailBijlage> Bijlagen { get; init; } = [];

    /// <summary>Of its files, those that are kept as they were sent: none that holds a code.</summary>
    public IReadOnlyList<MailBijlage> TeBewaren { get; init; } = [];

    /// <summary>The letter.</summary>
    public byte[]? Pdf { get; init; }

    /// <summary>The letter with dots for its code.</summary>
    public byte[]? GeredigeerdPdf { get; init; }
}

/// <summary>A file that goes with a mail.</summary>
public sealed record MailBijlage(string Naam, string ContentType, byte[] Content);
