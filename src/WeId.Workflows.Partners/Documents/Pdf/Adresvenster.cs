using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Documenten;
using WeId.Workflows.Domain.Verzendingen;

namespace WeId.Workflows.Partners.Documents.Pdf;

/// <summary>Measures addresses as <see cref="DocumentLayout"/> places them.</summary>
internal sealed class Adresvenster(DocumentFonts fonts) : IAdresvenster
{
    public Refusal? Check(string naam, string adres)
    {
        var lines = Composer.WindowLines(naam, adres);
        if (lines.Count > DocumentLayout.WindowLines)
        {
            return new AdresTeVeelRegels(DocumentLayout.WindowLines);
        }

        try
        {
            return lines.FirstOrDefault(line => fonts[Face.Regular].Measure(line, DocumentLayout.BodySize) > DocumentLayout.WindowWidth) is { } wide ? new AdresregelTeBreed(wide) : null;
        }
        catch (DocumentException)
        {
            // The font lacks a character.
            return new NotValid("Tekst");
        }
    }
}
